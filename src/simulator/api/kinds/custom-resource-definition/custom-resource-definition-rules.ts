import { forbiddenField, invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { isDns1035Label } from '../../meta/dns-names.ts'
import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { customResourceDefinitions } from '../../resource.ts'
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionSpec,
  CustomResourceDefinitionStatus,
} from '../../schema/kubernetes-types.ts'
import { checkSubdomain, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { list, orElse, text } from '../zero-values.ts'
import { checkStructure } from './structural-schema-validation.ts'

/** `pkg/registry/customresourcedefinition/strategy.go`. */
export const customResourceDefinitionRules: KindRules<CustomResourceDefinition> = {
  resource: customResourceDefinitions,
  hasStatus: true,
  defaults: defaultDefinition,
  prepareForCreate: (definition) => ({ ...definition, status: storedStatus(definition.spec) }),
  validate: (definition) => [...checkName(definition), ...checkSpec(definition.spec)],
  validateUpdate: (next, previous) => [
    ...checkSpec(next.spec),
    ...(isEstablished(previous) ? checkFixed(next.spec, previous.spec) : []),
  ],
}

const noSpec: CustomResourceDefinitionSpec = {
  group: '',
  names: { kind: '', plural: '' },
  scope: '',
  versions: [],
}

/** apiextensions/v1 `SetDefaults_CustomResourceDefinitionSpec`. */
function defaultDefinition(definition: CustomResourceDefinition): CustomResourceDefinition {
  const spec = orElse(definition.spec, noSpec)
  const names = orElse(spec.names, noSpec.names)
  const kind = text(names.kind)
  return {
    ...definition,
    spec: {
      ...spec,
      names: {
        ...names,
        singular: names.singular || kind.toLowerCase(),
        listKind: names.listKind || (kind === '' ? '' : `${kind}List`),
      },
      versions: list(spec.versions),
      conversion: spec.conversion ?? { strategy: 'None' },
    },
    status: definition.status ?? storedStatus(spec),
  }
}

function storedStatus(spec: CustomResourceDefinitionSpec): CustomResourceDefinitionStatus {
  const storage = list(spec.versions).find((version) => version.storage)
  return {
    conditions: [],
    acceptedNames: { kind: '', plural: '' },
    storedVersions: storage === undefined ? [] : [storage.name],
  }
}

function isEstablished({ status }: CustomResourceDefinition): boolean {
  return list(status?.conditions).some(({ type, status }) => type === 'Established' && status === 'True')
}

/** The name says what is in the spec. */
function* checkName({ metadata, spec }: CustomResourceDefinition): FieldErrors {
  const expected = `${text(spec.names.plural)}.${text(spec.group)}`
  if (metadata?.name === expected) return
  yield invalidValue('metadata.name', text(metadata?.name), 'must be spec.names.plural+"."+spec.group')
}

/** apiextensions `validateCustomResourceDefinitionSpec`. */
function* checkSpec(spec: CustomResourceDefinitionSpec): FieldErrors {
  const { group, names, scope, versions, conversion } = spec
  if (text(group) === '') yield required('spec.group')
  else {
    yield* checkSubdomain('spec.group', group)
    if (!group.includes('.')) {
      yield invalidValue('spec.group', group, 'should be a domain with at least one dot')
    }
  }
  if (scope === '') yield required('spec.scope')
  else if (scope !== 'Cluster' && scope !== 'Namespaced') {
    yield notSupported('spec.scope', scope, ['Cluster', 'Namespaced'])
  }
  if (versions.filter(({ storage }) => storage).length !== 1) {
    const detail = 'must have exactly one version marked as storage version'
    yield invalidValue(
      'spec.versions',
      versions.map(({ name }) => name),
      detail,
    )
  }
  for (const [index, version] of versions.entries()) {
    const at = `spec.versions[${index}]`
    yield* invalidFor(`${at}.name`, text(version.name), isDns1035Label(text(version.name)))
    const schema = version.schema?.openAPIV3Schema
    if (schema === undefined) yield required(`${at}.schema.openAPIV3Schema`, 'schemas are required')
    else yield* checkStructure(`${at}.schema.openAPIV3Schema`, schema)
  }
  for (const field of ['plural', 'singular', 'kind', 'listKind'] as const) {
    const name = text(names[field])
    if (name === '') yield required(`spec.names.${field}`)
    else yield* invalidFor(`spec.names.${field}`, name, isDns1035Label(name.toLowerCase()))
  }
  if (conversion !== undefined && conversion.strategy !== 'None') {
    const detail = `conversion ${conversion.strategy} is not modelled by the embedded cluster`
    yield forbiddenField('spec.conversion.strategy', detail)
  }
}

/** What an established definition keeps. */
function* checkFixed(
  next: CustomResourceDefinitionSpec,
  previous: CustomResourceDefinitionSpec,
): FieldErrors {
  yield* validateImmutable(next.scope, previous.scope, 'spec.scope')
  yield* validateImmutable(next.names.kind, previous.names.kind, 'spec.names.kind')
  yield* validateImmutable(next.group, previous.group, 'spec.group')
  yield* validateImmutable(next.names.plural, previous.names.plural, 'spec.names.plural')
}
