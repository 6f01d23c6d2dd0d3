import { existsSync } from 'node:fs'
import { removeFile, writePrivateFile } from '../private-files.ts'
import { clusterPrefix } from './cluster-name.ts'
import type { KindPaths } from './kind-paths.ts'
import type { KindTools } from './tools.ts'

/** kind makes it when it is not there, shares it between all clusters and never removes it. */
const network = 'kind'

/** Notes, before kind runs, whether its network is there only for clusters of kubedrill. */
export async function noteNetwork(tools: KindTools, paths: KindPaths): Promise<void> {
  const inspected = await tools.container(['network', 'inspect', network], { timeoutMs: 30_000 })
  const users = inspected.exitCode === 0 ? await containersOn(tools) : []
  const isOurs = users.length > 0 && users.every((name) => name.startsWith(clusterPrefix))
  if (inspected.exitCode !== 0 || isOurs) writePrivateFile(paths.network, network)
}

/** Removes the network if it was made for kubedrill and no container, running or stopped, is on it. Answers what it removed. */
export async function removeNetwork(tools: KindTools, paths: KindPaths): Promise<string[]> {
  if (!existsSync(paths.network)) return []
  const users = await containersOn(tools)
  const removed =
    users.length === 0 &&
    (await tools.container(['network', 'rm', network], { timeoutMs: 30_000 })).exitCode === 0
  removeFile(paths.network)
  return removed ? [`network ${network}`] : []
}

async function containersOn(tools: KindTools): Promise<string[]> {
  const argv = ['ps', '--all', '--filter', `network=${network}`, '--format', '{{.Names}}']
  const { exitCode, stdout } = await tools.container(argv, { timeoutMs: 30_000 })
  // A list that can not be had is no proof that nobody is there.
  if (exitCode !== 0) return ['unknown']
  return stdout.split('\n').filter((name) => name !== '')
}
