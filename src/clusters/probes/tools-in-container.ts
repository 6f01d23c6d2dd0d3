import { KubedrillError } from '../../contract/errors.ts'
import type { PodTarget } from '../../core/labs/cluster-port.ts'
import type { PodExec } from '../kubernetes/pod-exec.ts'

const script =
  'for tool in dig curl bash timeout getent dd od; do command -v $tool >/dev/null 2>&1 && echo $tool; done; [ -x /agnhost ] && echo agnhost; true'

/** The programs of a container that probes can use; none when it has no shell to ask. */
export async function toolsInContainer(exec: PodExec, target: PodTarget): Promise<ReadonlySet<string>> {
  try {
    const result = await exec(target, ['sh', '-c', script], { timeoutMs: 15_000 })
    return new Set(result.stdout.split('\n').filter((line) => line !== ''))
  } catch (error) {
    if (error instanceof KubedrillError && error.code === 'cluster.exec-failed') return new Set()
    throw error
  }
}
