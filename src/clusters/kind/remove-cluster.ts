import { existsSync } from 'node:fs'
import { removeFile } from '../private-files.ts'
import { endInterruptedCreation } from './create-journal.ts'
import { KindError } from './kind-error.ts'
import type { KindPaths } from './kind-paths.ts'
import { removeNetwork } from './network.ts'
import { listNodeContainers } from './node-containers.ts'
import type { KindTools } from './tools.ts'

/**
 * Deletes the cluster `name` with its containers, their volumes, the network that was made for it and what is noted of it.
 * Answers the names of what was there. Rejects with `kind.not-removed` when a container stays.
 */
export async function removeCluster(tools: KindTools, paths: KindPaths, name: string): Promise<string[]> {
  endInterruptedCreation(paths.journal)
  const containers = await listNodeContainers(tools, name)
  if (containers.length > 0) {
    const deleted = await tools.kind(
      ['delete', 'cluster', '--name', name, '--kubeconfig', paths.kubeconfig],
      {
        timeoutMs: 120_000,
      },
    )
    await removeLeftContainers(tools, name, deleted.stderr)
  }
  const networks = await removeNetwork(tools, paths)
  const files = [paths.marker, paths.baseline, paths.capabilities, paths.kubeconfig].filter(existsSync)
  for (const file of [...files, `${paths.kubeconfig}.lock`]) removeFile(file)
  return [
    ...containers.map((container) => `container ${container.name}`),
    ...networks,
    ...files.map((file) => `file ${file}`),
  ]
}

async function removeLeftContainers(tools: KindTools, name: string, output: string): Promise<void> {
  const left = (await listNodeContainers(tools, name)).map((container) => container.name)
  if (left.length === 0) return
  await tools.container(['rm', '--force', '--volumes', ...left], { timeoutMs: 60_000 })
  const stuck = await listNodeContainers(tools, name)
  if (stuck.length === 0) return
  throw new KindError({
    code: 'kind.not-removed',
    message: `${stuck.map((container) => container.name).join(', ')} could not be removed: ${output.trim()}.`,
    remedy: `Restart ${tools.provider}, then run \`kubedrill cluster down\` again.`,
  })
}
