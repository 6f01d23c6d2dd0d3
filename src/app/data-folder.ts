import { resolve } from 'node:path'
import envPaths from 'env-paths'

/**
 * The one folder that the program writes to: `named` (from --data), else KUBEDRILL_DATA, else what the platform's convention
 * has for an application's data.
 */
export function dataFolder(
  named: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const wanted = named ?? environment['KUBEDRILL_DATA']
  return wanted === undefined || wanted === '' ? envPaths('kubedrill', { suffix: '' }).data : resolve(wanted)
}
