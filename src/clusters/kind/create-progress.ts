import type { Progress } from '../../core/labs/cluster-port.ts'

/** kind's own step lines (` • Preparing nodes 📦 📦   ...`), in order, with the share of the whole that is done before. */
const steps: readonly { readonly starts: string; readonly told: string; readonly before: number }[] = [
  { starts: 'Ensuring node image', told: 'Fetching the node image', before: 0.02 },
  { starts: 'Preparing nodes', told: 'Preparing two nodes', before: 0.1 },
  { starts: 'Writing configuration', told: 'Writing configuration', before: 0.2 },
  { starts: 'Starting control-plane', told: 'Starting the control plane', before: 0.25 },
  { starts: 'Installing CNI', told: 'Installing the Pod network', before: 0.5 },
  { starts: 'Installing StorageClass', told: 'Installing the storage class', before: 0.55 },
  { starts: 'Joining worker nodes', told: 'Joining the worker node', before: 0.6 },
  { starts: 'Waiting', told: 'Waiting until the nodes are ready', before: 0.75 },
]

/** Turns kind's output into progress. */
export function createProgress(progress: Progress): (line: string) => void {
  return (line) => {
    const text = /^\s*•\s*(.+?)\s*(?:\.\.\.)?$/u.exec(line)?.[1]
    const step = text === undefined ? undefined : steps.find(({ starts }) => text.startsWith(starts))
    if (step !== undefined) progress(step.told, step.before)
  }
}
