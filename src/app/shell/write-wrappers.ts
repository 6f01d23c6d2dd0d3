import { chmodSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeEntry } from '../../core/labs/cluster-port.ts'
import { kubectlWrapperForWindows } from './kubectl-wrapper-windows.ts'
import { kubectlWrapper, type WrapperOptions } from './kubectl-wrapper.ts'
import { nodeShellForWindows, nodeShellScript } from './node-shell.ts'

/** Writes `kubectl`, `k` and, where there are nodes to enter, `node-shell` to the folder `bin`. */
export function writeWrappers(
  bin: string,
  wrapper: WrapperOptions,
  nodes: readonly string[],
  nodeEntry: NodeEntry | null,
): void {
  if (process.platform === 'win32') {
    const text = kubectlWrapperForWindows(wrapper)
    for (const name of ['kubectl.cmd', 'k.cmd']) writeProgram(join(bin, name), text)
    if (nodeEntry !== null) writeProgram(join(bin, 'node-shell.cmd'), nodeShellForWindows(nodes, nodeEntry))
    return
  }
  for (const name of ['kubectl', 'k']) writeProgram(join(bin, name), kubectlWrapper(wrapper))
  if (nodeEntry !== null) writeProgram(join(bin, 'node-shell'), nodeShellScript(nodes, nodeEntry))
}

/** Another terminal of the lab may be running the old one: sh reads its script as it goes. */
function writeProgram(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, text, { mode: 0o700 })
  chmodSync(temporary, 0o700)
  renameSync(temporary, path)
}
