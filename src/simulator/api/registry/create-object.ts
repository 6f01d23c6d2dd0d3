import { timestamp, type ApiObject, type StoredMeta, type StoredObject } from '../object.ts'
import { apiVersionOf } from '../resource.ts'
import type { ObjectMeta } from '../schema/kubernetes-types.ts'
import { invalid, StatusError } from '../status-error.ts'
import { omit } from './omit.ts'
import { ruleContext } from './rule-context.ts'
import type { RegistryPorts } from './registry-ports.ts'
import { hasGeneration, type ServedResource } from './served-resource.ts'
import type { Writer } from './writer.ts'

/** A generated name that is taken is tried again this often (apiserver `names.maxRetries`). */
const nameAttempts = 8

/**
 * Creates an object as the generic registry does (apiserver `rest.BeforeCreate`, `Store.Create`): defaults, name, system
 * metadata, admission, the kind's rules, ownership of fields. Throws a StatusError.
 */
export function createObject(
  ports: RegistryPorts,
  served: ServedResource,
  namespace: string,
  object: ApiObject,
  writer: Writer,
): StoredObject {
  const inNamespace = withNamespace(object, served.resource.namespaced ? namespace : '')
  for (let attempt = 1; ; attempt += 1) {
    try {
      return createOnce(ports, served, inNamespace, writer)
    } catch (error) {
      const taken = error instanceof StatusError && error.status.reason === 'AlreadyExists'
      if (!taken || !isGenerated(object) || attempt >= nameAttempts) throw error
    }
  }
}

function createOnce(
  ports: RegistryPorts,
  served: ServedResource,
  object: ApiObject,
  writer: Writer,
): StoredObject {
  const { resource, rules } = served
  const context = ruleContext(ports, writer)
  const defaulted = rules.defaults(object)
  const named = withSystemMeta(ports, served, defaulted)
  const admitted = ports.admit({ served, object: named, previous: null, subresource: '', writer })
  const prepared = rules.prepareForCreate?.(admitted, context) ?? admitted
  // Kubernetes' own validators check the metadata first.
  const errors = [...ports.validateMeta(served, prepared.metadata), ...rules.validate(prepared, context)]
  if (errors.length > 0) throw invalid(resource, prepared.metadata.name, errors)
  for (const text of rules.warnings?.(prepared, null) ?? []) writer.warn(text)
  const tracked = ports.trackFields({
    served,
    next: prepared,
    previous: null,
    subresource: '',
    fieldManager: writer.fieldManager,
    now: ports.clock.now(),
  })
  if (writer.dryRun) {
    const there = ports.store.get(resource, tracked.metadata.namespace ?? '', tracked.metadata.name)
    if (there === null) return tracked
  }
  return ports.store.create(resource, tracked)
}

/** Throws BadRequest when the object names another namespace than the request. */
export function withNamespace<T extends ApiObject>(object: T, namespace: string): T {
  const said = object.metadata?.namespace ?? ''
  if (said !== '' && said !== namespace) {
    throw new StatusError(
      'BadRequest',
      'the namespace of the provided object does not match the namespace sent on the request',
    )
  }
  const rest = omit(object.metadata ?? {}, 'namespace')
  return { ...object, metadata: namespace === '' ? rest : { ...rest, namespace } }
}

function withSystemMeta(ports: RegistryPorts, served: ServedResource, object: ApiObject): StoredObject {
  const { resource } = served
  const given: ObjectMeta = object.metadata ?? {}
  const kept = omit(
    given,
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'selfLink',
    'generation',
    'managedFields',
    'resourceVersion',
  )
  const { resourceVersion = '' } = given
  if (resourceVersion !== '' && resourceVersion !== '0') {
    throw new StatusError('BadRequest', 'resourceVersion should not be set on objects to be created')
  }
  const name =
    given.name !== undefined && given.name !== ''
      ? given.name
      : isGenerated(object)
        ? ports.makeName(given.generateName ?? '')
        : ''
  if (name === '') {
    throw invalid(resource, '', [
      { type: 'Required', field: 'metadata.name', detail: 'name or generateName is required' },
    ])
  }
  const metadata: StoredMeta = {
    ...kept,
    name,
    uid: makeUid(ports),
    resourceVersion: '',
    ...(hasGeneration(served) && { generation: 1 }),
    creationTimestamp: timestamp(ports.clock.now()),
  }
  return { ...object, apiVersion: apiVersionOf(resource), kind: resource.kind, metadata }
}

function isGenerated(object: ApiObject): boolean {
  const { name = '', generateName = '' } = object.metadata ?? {}
  return name === '' && generateName !== ''
}

/** A version 4 UUID. */
export function makeUid({ random }: Pick<RegistryPorts, 'random'>): string {
  const bytes = random.bytes(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
