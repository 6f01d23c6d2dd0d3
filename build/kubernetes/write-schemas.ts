import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { downloadGoModule, kubernetesModule } from './module.ts'

/**
 * Writes resources/kubernetes/: what a stock kind cluster of that version serves, as facts without texts. Needs Go, and a few
 * minutes the first time. Run by hand when the version changes.
 *
 * - `schemas.json.br`: OpenAPI v3 schemas by id, shared by every group version
 * - `paths.json.br`: per group version the rest of its OpenAPI document, with the ids of its schemas
 * - `discovery.json.br`: resources per group version, in the order of `/apis`
 * - `go-types.json.br`: what Go's reflection says of the types (see go-types/main.go)
 */
const target = 'resources/kubernetes'

/** The module's version for k8s.io/api and its like: v1.35.4 is v0.35.4 there. */
const librariesVersion = kubernetesModule.version.replace(/^v1\./, 'v0.')
const libraries = ['api', 'apiextensions-apiserver', 'apimachinery', 'client-go', 'kube-aggregator']

/** `stableAPIGroupVersionsEnabledByDefault` of pkg/controlplane/instance.go, and the two of the aggregated servers. */
const served = new Set([
  'v1',
  'admissionregistration.k8s.io/v1',
  'apiextensions.k8s.io/v1',
  'apiregistration.k8s.io/v1',
  'apps/v1',
  'authentication.k8s.io/v1',
  'authorization.k8s.io/v1',
  'autoscaling/v1',
  'autoscaling/v2',
  'batch/v1',
  'certificates.k8s.io/v1',
  'coordination.k8s.io/v1',
  'discovery.k8s.io/v1',
  'events.k8s.io/v1',
  'flowcontrol.apiserver.k8s.io/v1',
  'networking.k8s.io/v1',
  'node.k8s.io/v1',
  'policy/v1',
  'rbac.authorization.k8s.io/v1',
  'resource.k8s.io/v1',
  'scheduling.k8s.io/v1',
  'storage.k8s.io/v1',
])

const { dir, sum } = downloadGoModule(kubernetesModule)
const { schemas, paths } = openApi()
addEnums(schemas, readFileSync(join(dir, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf8'))

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const sizes = {
  'schemas.json.br': write('schemas.json.br', schemas),
  'paths.json.br': write('paths.json.br', paths),
  'discovery.json.br': write('discovery.json.br', discovery()),
  'go-types.json.br': write('go-types.json.br', goTypes()),
}
const source = {
  modules: [
    { ...kubernetesModule, sum },
    ...libraries.map((name) => {
      const library = { path: `k8s.io/${name}`, version: librariesVersion }
      return { ...library, sum: downloadGoModule(library).sum }
    }),
  ],
  groupVersions: [...served],
}
writeFileSync(join(target, 'source.json'), `${JSON.stringify(source, null, 2)}\n`)
console.log(`${target} from ${kubernetesModule.path}@${kubernetesModule.version} ${sum}:`, sizes)

function openApi() {
  const schemas: Record<string, unknown> = {}
  const paths: Record<string, unknown> = {}
  for (const groupVersion of served) {
    const file = join(dir, 'api/openapi-spec/v3', `${fileName(groupVersion)}_openapi.json`)
    const { components, ...document } = withoutDescriptions(JSON.parse(readFileSync(file, 'utf8'))) as {
      components: { schemas: Record<string, unknown> }
    }
    for (const [id, schema] of Object.entries(components.schemas)) {
      if (id in schemas && JSON.stringify(schemas[id]) !== JSON.stringify(schema))
        throw new Error(`${id} differs between documents`)
      schemas[id] = schema
    }
    paths[groupVersion] = {
      ...document,
      components: { ...components, schemas: Object.keys(components.schemas) },
    }
  }
  return { schemas, paths }
}

interface EnumSchema {
  enum?: string[]
  readonly items?: EnumSchema
  readonly additionalProperties?: EnumSchema
  readonly properties?: Readonly<Record<string, EnumSchema>>
}

/**
 * The module's OpenAPI files hold no enums, but a cluster serves them: they are in the Go definitions that its documents are made of.
 * Only the values are read, of fields and of lists' and maps' values; definitions of types that are not served are passed over.
 */
function addEnums(schemas: Record<string, unknown>, source: string): void {
  let type: EnumSchema = {}
  let field: EnumSchema | undefined
  for (const line of source.split('\n')) {
    const [, definition] = /^func schema_(\w+)\(/.exec(line) ?? []
    if (definition !== undefined) type = schemas[schemaId(definition)] ?? {}
    const [, name = ''] = /^\t{5}"(\w+)": \{$/.exec(line) ?? []
    if (name !== '') field = type.properties?.[name]
    if (/^\t+Items: &spec/.test(line)) field = field?.items
    if (/^\t+AdditionalProperties: &spec/.test(line)) field = field?.additionalProperties
    const [, values] = /^\t+Enum:\s+\[\]interface\{\}\{(.*)\},$/.exec(line) ?? []
    if (values !== undefined && field !== undefined) field.enum = JSON.parse(`[${values}]`) as string[]
  }
}

/** `k8sio_api_apps_v1_Deployment` is `io.k8s.api.apps.v1.Deployment`. */
function schemaId(definition: string): string {
  return definition
    .replaceAll('_', '.')
    .replace(/^k8sio\.api\./, 'io.k8s.api.')
    .replace(/^pkg\.apis\.apiextensions\./, 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.')
    .replace(/^pkg\.apis\.meta\./, 'io.k8s.apimachinery.pkg.apis.meta.')
}

/** `[{ groupVersion, resources }]`, as the APIResourceLists have them. */
function discovery() {
  const folder = join(dir, 'api/discovery')
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
  const { groups } = read('apis') as { groups: { versions: { groupVersion: string }[] }[] }
  const all = ['v1', ...groups.flatMap(({ versions }) => versions.map((version) => version.groupVersion))]
  return all
    .filter((groupVersion) => served.has(groupVersion))
    .map((groupVersion) => {
      const { resources } = read(fileName(groupVersion)) as { resources: unknown[] }
      return { groupVersion, resources }
    })
}

/** Runs go-types/main.go in a module of its own. */
function goTypes(): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'kubedrill-go-types-'))
  try {
    copyFileSync(join(import.meta.dirname, 'go-types/main.go'), join(folder, 'main.go'))
    const requires = libraries.map((name) => `\tk8s.io/${name} ${librariesVersion}`).join('\n')
    writeFileSync(
      join(folder, 'go.mod'),
      `module kubedrill/go-types\n\ngo 1.25.0\n\nrequire (\n${requires}\n)\n`,
    )
    execFileSync('go', ['mod', 'tidy'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
    const output = execFileSync('go', ['run', '.', ...served], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    return JSON.parse(output)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** `api__v1`, `apis__apps__v1`: how the module names the files of a group version. */
function fileName(groupVersion: string): string {
  return groupVersion.includes('/') ? `apis__${groupVersion.replace('/', '__')}` : `api__${groupVersion}`
}

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

function write(name: string, content: unknown): number {
  const bytes = brotliCompressSync(JSON.stringify(content), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  })
  writeFileSync(join(target, name), bytes)
  return bytes.length
}
