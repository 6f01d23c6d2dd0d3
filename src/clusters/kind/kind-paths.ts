import { join } from 'node:path'

/** Files of the kind engine under a data folder; all of them private to the user. */
export interface KindPaths {
  readonly folder: string
  /** The random id that the cluster's name is made from. */
  readonly id: string
  readonly lock: string
  /** Written before kind runs; there without `marker`: creation was interrupted. */
  readonly journal: string
  /** Written once the cluster is complete. */
  readonly marker: string
  readonly kubeconfig: string
  readonly baseline: string
  readonly capabilities: string
  /** There when the container engine's network `kind` was made for this cluster. */
  readonly network: string
}

export function kindPaths(dataDir: string): KindPaths {
  const folder = join(dataDir, 'clusters', 'kind')
  return {
    folder,
    id: join(folder, 'id'),
    lock: join(folder, 'lock'),
    journal: join(folder, 'creating.json'),
    marker: join(folder, 'cluster.json'),
    kubeconfig: join(folder, 'kubeconfig'),
    baseline: join(folder, 'baseline.json'),
    capabilities: join(folder, 'capabilities.json'),
    network: join(folder, 'network'),
  }
}
