import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterAccess, type ClusterAccess } from './cluster-access.ts'
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
  /** The names of nodes by their addresses. */
  nodeAddresses: ReadonlyMap<string, string>
  /** Milliseconds that the conditions of one step have. */
  patience: number
  close: () => void
}

const nodesAndAddresses =
  '{range .items[*]}{.metadata.name} {.status.addresses[?(@.type=="InternalIP")].address}{"\\n"}{end}'

/** Opens a cluster by its kubeconfig. @throws {Error} when it does not answer or has no control plane */
export async function openSession(kubeconfigFile: string, patience: number): Promise<Session> {
  const access = clusterAccess(kubeconfigFile)
  const folder = mkdtempSync(join(tmpdir(), 'fidelity-'))
  const cache = join(folder, 'cache')
  const workspace = openWorkspace(folder, cache, access, { name: 'default', files: {} })
  const { stdout, stderr, code } = await workspace.kubectl(`get nodes -o 'jsonpath=${nodesAndAddresses}'`)
  workspace.remove()
  const nodes = stdout.split('\n').flatMap((line) => {
    const [name = '', address = ''] = line.split(' ')
    return name === '' ? [] : [{ name, address }]
  })
  const controlPlane = nodes.find(({ name }) => name.includes('control-plane'))?.name
  if (code !== 0 || controlPlane === undefined)
    throw new Error(`no cluster behind ${kubeconfigFile}: ${stderr}`)
  return {
    access,
    folder,
    cache,
    controlPlane,
    workers: nodes.map(({ name }) => name).filter((name) => name !== controlPlane),
    nodeAddresses: new Map(nodes.map(({ name, address }) => [address, name])),
    patience,
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
