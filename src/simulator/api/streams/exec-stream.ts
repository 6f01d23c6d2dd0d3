import { StatusError } from '../status-error.ts'
import { exitStatus, failureStatus, sessionOver, type SessionOptions } from './channels.ts'
import type { Containers, ContainerTarget } from './containers.ts'
import { acceptWebSocket, refuseUpgrade, type UpgradeRequest } from './upgrade.ts'

/** What apiserver offers for exec and attach over WebSocket, the newest first. */
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'] as const

/**
 * Serves `pods/NAME/exec?command=…` and `pods/NAME/attach`, once the request is authorised; `verb` says which. What is refused before the stream is
 * answered as HTTP; what fails later is a Status on the error channel. Errors that are no StatusErrors go to `reportError`.
 */
export function serveExec(
  upgrade: UpgradeRequest,
  verb: 'exec' | 'attach',
  target: ContainerTarget,
  query: URLSearchParams,
  containers: Containers,
  reportError: (error: unknown) => void,
): void {
  const argv = query.getAll('command')
  const options: SessionOptions = {
    stdin: isSet(query, 'stdin'),
    stdout: isSet(query, 'stdout'),
    stderr: isSet(query, 'stderr'),
    tty: isSet(query, 'tty'),
  }
  try {
    refuseOptions(verb, argv, options)
    containers.check(target)
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    refuseUpgrade(upgrade.socket, error)
    return
  }
  acceptWebSocket(upgrade, protocols, (webSocket) => {
    const session = sessionOver(webSocket, options)
    const run = async () =>
      verb === 'exec' ? containers.exec(target, argv, session) : containers.attach(target, session)
    run().then(
      (code) => session.finish(exitStatus(code)),
      (error: unknown) => {
        if (!(error instanceof StatusError)) reportError(error)
        session.finish(failureStatus(error instanceof Error ? error : new Error(String(error))))
      },
    )
  })
}

/** kubernetes `pkg/apis/core/validation` ValidatePodExecOptions and its kin. */
function refuseOptions(verb: string, argv: readonly string[], options: SessionOptions): void {
  if (verb === 'exec' && argv.length === 0) {
    throw new StatusError('BadRequest', 'you must specify at least 1 of stdin, stdout, stderr')
  }
  if (!options.stdin && !options.stdout && !options.stderr) {
    throw new StatusError('BadRequest', 'you must specify at least 1 of stdin, stdout, stderr')
  }
}

function isSet(query: URLSearchParams, name: string): boolean {
  return ['1', 'true'].includes(query.get(name) ?? '')
}
