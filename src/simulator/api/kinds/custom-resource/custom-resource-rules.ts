import { StatusError } from '../../status-error.ts'
import type { ApiObject, Stored } from '../../object.ts'
import type { Resource } from '../../resource.ts'
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionVersion,
  JSONSchemaProps,
} from '../../schema/kubernetes-types.ts'
import type { FieldError } from '../../status-error.ts'
import type { KindRules } from '../kind-rules.ts'
import { list } from '../zero-values.ts'
import { isRecord } from './json-schema.ts'
import { checkListTypes, checkSchema } from './schema-validation.ts'
import { withSchemaDefaults } from './structural-defaults.ts'
import { checkRules } from './validation-rules.ts'

/**
 * The rules of objects of one version of a custom resource (`pkg/registry/customresource`): defaults, schema, list types, CEL rules. The
 * decoder has pruned what the schema does not know. Throws NotFound's like when the definition has no such version.
 */
export function customResourceRules(
  definition: CustomResourceDefinition,
  versionName: string,
): KindRules<ApiObject> {
  const { group, names, scope, versions } = definition.spec
  const version = versions.find(({ name }) => name === versionName)
  if (version === undefined) {
    throw new StatusError('NotFound', `${names.plural}.${group} has no version ${versionName}`)
  }
  const resource: Resource = {
    group,
    version: versionName,
    name: names.plural,
    kind: names.kind,
    namespaced: scope === 'Namespaced',
  }
  const schema = version.schema?.openAPIV3Schema ?? {}
  const hasStatus = version.subresources?.status !== undefined
  const check = (next: ApiObject, previous: ApiObject | null): readonly FieldError[] =>
    checkObject(schema, next, previous)
  return {
    resource,
    hasStatus,
    defaults: (object) => withSchemaDefaults(withoutMetadata(schema), object) as ApiObject,
    prepareForCreate: (object) => (hasStatus ? withoutStatus(object) : object),
    validate: (object) => check(object, null),
    validateUpdate: check,
    validateStatusUpdate: check,
    generationChanges: (next, previous) => !sameBut(next, previous, hasStatus),
    warnings: () => deprecation(version, group, names.kind),
    fieldSelectors: selectors(version),
  }
}

function checkObject(
  schema: JSONSchemaProps,
  next: ApiObject,
  previous: ApiObject | null,
): readonly FieldError[] {
  const own = withoutMetadata(schema)
  const errors = [...checkSchema(own, next, ''), ...checkListTypes(own, next, '')]
  return errors.length > 0 ? errors : [...checkRules(own, next, previous, '')]
}

/** Metadata has rules of its own. */
function withoutMetadata(schema: JSONSchemaProps): JSONSchemaProps {
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => name !== 'metadata')
  return { ...schema, properties: Object.fromEntries(fields) }
}

function withoutStatus(object: Stored<ApiObject>): Stored<ApiObject> {
  const rest = Object.fromEntries(Object.entries(object).filter(([name]) => name !== 'status'))
  return { ...rest, apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata }
}

function sameBut(next: ApiObject, previous: ApiObject, hasStatus: boolean): boolean {
  const content = (object: ApiObject): string =>
    JSON.stringify({ ...object, metadata: undefined, ...(hasStatus && { status: undefined }) })
  return content(next) === content(previous)
}

function deprecation(
  version: CustomResourceDefinitionVersion,
  group: string,
  kind: string,
): readonly string[] {
  if (version.deprecated !== true) return []
  return [version.deprecationWarning ?? `${group}/${version.name} ${kind} is deprecated`]
}

/** selectableFields are plain paths: `.spec.color`. */
function selectors(
  version: CustomResourceDefinitionVersion,
): NonNullable<KindRules<ApiObject>['fieldSelectors']> {
  return Object.fromEntries(
    list(version.selectableFields).map(({ jsonPath }) => {
      const path = jsonPath.replace(/^\./, '')
      return [path, (object: ApiObject) => shown(path.split('.').reduce<unknown>(step, object))]
    }),
  )
}

function step(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}
