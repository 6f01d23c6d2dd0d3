import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterAccess, type ClusterAccess } from './cluster-access.ts'
import { scenarioSchema } from '../script/scenario.ts'
import { openWorkspace } from './workspace.ts'

/** One cluster to run scripts on. */
export interface Session {
  access: ClusterAccess
  /** Holds the workspaces of scripts. */
  folder: string
  /** kubectl's discovery cache. */
  cache: string
  controlPlane: string
  workers: string[]
  /** Milliseconds that the conditions of one step have. */
  patience: number
  close: () => void
}

/** Opens a cluster by its kubeconfig. @throws {Error} when it does not answer or has no control plane */
export async function openSession(kubeconfigFile: string, patience: number): Promise<Session> {
  const access = clusterAccess(kubeconfigFile)
  const folder = mkdtempSync(join(tmpdir(), 'fidelity-'))
  const cache = join(folder, 'cache')
  const scenario = { ...scenarioSchema.parse({ title: 'session', steps: ['version'] }), name: 'default' }
  const workspace = openWorkspace(folder, cache, access, scenario)
  const { stdout, stderr, code } = await workspace.kubectl('get nodes -o name')
  workspace.remove()
  const nodes = stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.replace('node/', '')]))
  const controlPlane = nodes.find((node) => node.includes('control-plane'))
  if (code !== 0 || controlPlane === undefined)
    throw new Error(`no cluster behind ${kubeconfigFile}: ${stderr}`)
  return {
    access,
    folder,
    cache,
    controlPlane,
    workers: nodes.filter((node) => node !== controlPlane),
    patience,
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
