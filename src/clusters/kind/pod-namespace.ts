import type { ExecOptions, ExecResult, KubeApi, PodTarget } from '../../core/labs/cluster-port.ts'
import { PodNotRunning, runningContainer } from '../kubernetes/pod-state.ts'
import type { NamespaceExec } from '../probes/probe-pod.ts'
import type { NodeExec } from './node-exec.ts'

/** Reaches a Pod's network namespace from its node with the node's own tools. */
export interface PodNamespace extends NamespaceExec {
  /** As `exec`, but with the node's files everywhere: for tools that need no resolver. */
  readonly enter: (target: PodTarget, argv: readonly string[], options?: ExecOptions) => Promise<ExecResult>
}

/**
 * The node's files with copies of the Pod's resolv.conf and hosts over its own, in a mount namespace that ends with the
 * program. Copies, because a bind mount does not cross mount namespaces.
 */
const withPodResolver = [
  'pid=$1; shift',
  'mount -t tmpfs tmpfs /mnt || exit 125',
  'for file in resolv.conf hosts; do',
  '  cp "/proc/$pid/root/etc/$file" "/mnt/$file" && mount --bind "/mnt/$file" "/etc/$file" || exit 125',
  'done',
  'exec "$@"',
].join('\n')

const toolScript =
  'for tool in dig curl bash timeout getent dd od; do command -v $tool >/dev/null && echo $tool; done; true'

export function createPodNamespace(kube: KubeApi, nodeExec: NodeExec): PodNamespace {
  const locate = async (target: PodTarget): Promise<{ node: string; pid: string }> => {
    const { node, id } = await runningContainer(kube, target)
    // ctr is on every kind node; crictl is not on all.
    const tasks = await nodeExec(node, ['ctr', '--namespace', 'k8s.io', 'tasks', 'list'], {
      timeoutMs: 15_000,
    })
    const pid = tasks.stdout
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .find((fields) => fields[0] === id)?.[1]
    if (pid === undefined || pid === '0') throw new PodNotRunning(target, 'its node knows no such container')
    return { node, pid }
  }
  return {
    async tools(target) {
      const { node } = await runningContainer(kube, target)
      const result = await nodeExec(node, ['sh', '-c', toolScript], { timeoutMs: 15_000 })
      return new Set(result.stdout.split('\n').filter((line) => line !== ''))
    },
    async exec(target, argv, options) {
      const { node, pid } = await locate(target)
      const entered = ['nsenter', `--net=/proc/${pid}/ns/net`, 'unshare', '--mount']
      return nodeExec(node, [...entered, 'sh', '-c', withPodResolver, 'probe', pid, ...argv], options)
    },
    async enter(target, argv, options) {
      const { node, pid } = await locate(target)
      return nodeExec(node, ['nsenter', `--net=/proc/${pid}/ns/net`, ...argv], options)
    },
  }
}
