import type { Clock } from '../../clock.ts'
import type { Randomness } from '../../randomness.ts'
import type { ApiObject, Stored } from '../object.ts'
import type { Resource } from '../resource.ts'
import type { FieldError } from '../status-error.ts'
import type { Store } from '../storage/store.ts'

/** What a rule may ask of the cluster. */
export interface RuleContext {
  readonly store: Store
  readonly clock: Clock
  readonly random: Randomness
  /** True when nothing of the request will be stored. */
  readonly dryRun?: boolean
}

/**
 * What the API server does to objects of one kind besides keeping them. Generic parts (names, labels, uid, generation,
 * managedFields, schema types, unknown fields) are not in here.
 */
export interface KindRules<T extends ApiObject> {
  readonly resource: Resource<T>
  /** True when `.status` is written only through the status sub-resource. */
  readonly hasStatus: boolean
  /** How names are checked; default 'subdomain' (DNS-1123). */
  readonly nameFormat?: 'subdomain' | 'label' | 'service' | 'path-segment'
  /** Fills in defaults as Kubernetes' `SetObjectDefaults_…` does; the object as it came, of its own apiVersion. */
  defaults(object: T): T
  /** Before validation of a create: status reset, allocation of addresses, tokens…. May throw a StatusError. */
  prepareForCreate?(object: Stored<T>, context: RuleContext): Stored<T>
  /** Before validation of an update of the main resource: fields that keep their old value. The status is already the old one. */
  prepareForUpdate?(next: Stored<T>, previous: Stored<T>, context: RuleContext): Stored<T>
  validate(object: Stored<T>, context: RuleContext): readonly FieldError[]
  validateUpdate(next: Stored<T>, previous: Stored<T>, context: RuleContext): readonly FieldError[]
  validateStatusUpdate?(next: Stored<T>, previous: Stored<T>): readonly FieldError[]
  /** True when a change of it raises metadata.generation; default: any difference outside metadata and status. */
  generationChanges?(next: Stored<T>, previous: Stored<T>): boolean
  /** Texts of `Warning:` headers; `previous` null on create. */
  warnings?(object: Stored<T>, previous: Stored<T> | null): readonly string[]
  /** Fields that `fieldSelector` knows besides metadata.name and metadata.namespace. */
  readonly fieldSelectors?: Readonly<Record<string, (object: Stored<T>) => string>>
  /** Undoes what {@link prepareForCreate} allocated; after the object is gone from storage. */
  afterRemoval?(object: Stored<T>, context: RuleContext): void
}
