import { KubedrillError } from '../../contract/errors.ts'
import type { ExecOptions, ExecResult } from '../../core/labs/cluster-port.ts'
import type { KindTools } from './tools.ts'

/** Runs a program as root in a node's own namespaces. */
export type NodeExec = (node: string, argv: readonly string[], options?: ExecOptions) => Promise<ExecResult>

const defaultTimeoutMs = 60_000
/** What `timeout(1)` of coreutils exits with when it ended the program. */
const timedOutExit = 124

export class NodeNotRunning extends KubedrillError {
  constructor(node: string, detail: string) {
    super({
      code: 'cluster.node-not-running',
      message: `Nothing can run on node ${node}: ${detail}.`,
      remedy: 'Bring the cluster up again with `kubedrill cluster up`.',
      exit: 3,
    })
  }
}

/**
 * A non-zero exit is an answer. The program is ended on the node itself after `timeoutMs` (default 60 s), since ending
 * `docker exec` leaves it running. Rejects with `cluster.node-not-running`.
 */
export function createNodeExec(tools: KindTools): NodeExec {
  return async (node, argv, options = {}) => {
    const timeoutMs = options.timeoutMs ?? defaultTimeoutMs
    const started = performance.now()
    const result = await tools.container(
      [
        ...['exec', '--privileged', ...(options.stdin === undefined ? [] : ['--interactive']), node],
        ...['timeout', '--kill-after=1', (timeoutMs / 1000).toFixed(3), ...argv],
      ],
      {
        timeoutMs: timeoutMs + 10_000,
        ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
        ...(options.cancel === undefined ? {} : { cancel: options.cancel }),
      },
    )
    if (
      /^Error(?: response from daemon)?: .*(?:is not running|no such container|no container with name)/im.test(
        result.stderr,
      )
    ) {
      throw new NodeNotRunning(node, result.stderr.trim())
    }
    const ended = result.exitCode === timedOutExit || result.exitCode === 137
    const timedOut = result.timedOut || (ended && performance.now() - started >= timeoutMs)
    return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr, timedOut }
  }
}
