import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { parse } from 'yaml'

/**
 * Writes resources/gateway-api/standard.json: the CustomResourceDefinitions of Gateway API's standard channel, without their
 * descriptions, from the Go module of that version. Needs Go. Run by hand when the version changes.
 */
const module = 'sigs.k8s.io/gateway-api'
const version = 'v1.4.0'

const download = JSON.parse(
  execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { encoding: 'utf8' }),
) as { Dir: string; Sum: string }

const folder = join(download.Dir, 'config', 'crd', 'standard')
const definitions = readdirSync(folder)
  .filter((name) => name.startsWith('gateway.networking.k8s.io_'))
  .sort()
  .map((name) => withoutDescriptions(parse(readFileSync(join(folder, name), 'utf8'))))

const data = brotliCompressSync(JSON.stringify(definitions)).toString('base64')
const file = { module, version, sum: download.Sum, definitions: definitions.length, brotli: data }
writeFileSync('resources/gateway-api/standard.json', `${JSON.stringify(file, null, 2)}\n`)
console.log(
  `${module}@${version} ${download.Sum}: ${definitions.length} definitions, ${data.length} characters`,
)

/** A field that is *named* description sits under `properties` and is an object: only texts go. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, text]) => key !== 'description' || typeof text !== 'string')
      .map(([key, inner]) => [key, withoutDescriptions(inner)]),
  )
}
