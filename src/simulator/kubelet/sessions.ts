import type { SessionStreams } from '../api/streams/containers.ts'
import { StatusError } from '../api/status-error.ts'
import { openTerminal } from '../containers/terminal.ts'
import type { RunningContainer } from './running-container.ts'

/** Runs a command beside a container's own process; resolves with its exit code. Throws when there is no such program. */
export async function execIn(
  run: RunningContainer,
  argv: readonly string[],
  streams: SessionStreams,
): Promise<number> {
  let pid = 0
  const terminal = streams.tty ? openTerminal(streams.stdout, () => run.processes.interrupt(pid)) : null
  const started = run.processes.start({
    argv,
    environment: terminal === null ? run.environment : new Map([...run.environment, ['TERM', 'xterm']]),
    workingFolder: run.workingFolder,
    stdin: terminal === null ? streams.stdin : terminal.stdin,
    stdout: terminal?.stdout ?? streams.stdout,
    stderr: terminal?.stdout ?? streams.stderr,
    terminal,
  })
  if (started === null) {
    const [command = ''] = argv
    const reason = command.includes('/')
      ? `stat ${command}: no such file or directory`
      : 'executable file not found in $PATH'
    throw new StatusError(
      'InternalError',
      `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${run.id}": OCI runtime exec failed: exec failed: unable to start container process: exec: "${command}": ${reason}: unknown`,
    )
  }
  ;({ pid } = started)
  streams.closed.addEventListener('abort', () => {
    terminal?.hangUp()
    started.signal('SIGHUP')
  })
  const endResize =
    terminal === null ? () => undefined : streams.onResize((columns, rows) => terminal.resize(columns, rows))
  if (terminal !== null)
    void pump(
      streams,
      (bytes) => terminal.type(bytes),
      () => terminal.hangUp(),
    )
  const code = await started.exit
  endResize()
  return code
}

/** Joins what a container's own process reads and writes, until it ends or the client goes. */
export async function attachTo(run: RunningContainer, streams: SessionStreams): Promise<number> {
  const endView = run.view({ stdout: streams.stdout, stderr: streams.tty ? streams.stdout : streams.stderr })
  const { terminal, stdin } = run
  const endResize =
    terminal === null ? () => undefined : streams.onResize((columns, rows) => terminal.resize(columns, rows))
  if (stdin !== null)
    void pump(
      streams,
      (bytes) => stdin.write(bytes),
      () => terminal === null && stdin.end(),
    )
  const gone = new Promise<number>((resolve) => {
    streams.closed.addEventListener('abort', () => resolve(0))
  })
  const code = await Promise.race([run.exit, gone])
  endView()
  endResize()
  return code
}

/** Hands over what the client sends, until it ends. */
async function pump(
  { stdin }: SessionStreams,
  take: (bytes: Uint8Array) => void,
  end: () => void,
): Promise<void> {
  for (let bytes = await stdin?.read(); bytes; bytes = await stdin?.read()) take(bytes)
  if (stdin !== null) end()
}
