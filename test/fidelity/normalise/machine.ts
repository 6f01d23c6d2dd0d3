/** Columns of `kubectl get nodes -o wide` that say what machine a node is. */
export const machineColumns: ReadonlySet<string> = new Set([
  'OS-IMAGE',
  'KERNEL-VERSION',
  'CONTAINER-RUNTIME',
])

/** Takes what a node says of its machine (size, kernel, identity) out of `kubectl describe node`. */
export function withoutMachine(output: string): string {
  return output
    .replace(/^(?:Capacity|Allocatable):\n(?: {2}.+\n)+/gm, (block) =>
      block.replace(/^( {2}(?:cpu|memory|ephemeral-storage): +)\S+$/gm, '$1<machine>'),
    )
    .replace(
      /^( +(?:Kernel Version|OS Image|Container Runtime Version|Machine ID|System UUID|Boot ID): +).+$/gm,
      '$1<machine>',
    )
    .replace(/(?<= )\(\d+%\)/g, '(<share>)')
    .replace(/kind:\/\/\w+\/[\w-]+\//g, 'kind://docker/<cluster>/')
}
