import { compareElements, fieldName, isKey, type PathElement } from './path-element.ts'
import type { Structure } from '../../schema/structure.ts'
import type { JsonObject } from '../json-types.ts'
import { isObject } from '../json-types.ts'

/**
 * Which fields of an object somebody owns. A path may be a member without its children and the other way round. Sets are never
 * changed after they are made. Source: structured-merge-diff `fieldpath.Set`.
 */
export interface FieldSet {
  readonly members: ReadonlySet<PathElement>
  /** Never empty sets. */
  readonly children: ReadonlyMap<PathElement, FieldSet>
}

export type FieldPath = readonly PathElement[]

export const emptySet: FieldSet = { members: new Set(), children: new Map() }

export function isEmptySet({ members, children }: FieldSet): boolean {
  return members.size === 0 && children.size === 0
}

export function setOf(paths: Iterable<FieldPath>): FieldSet {
  const builder = new FieldSetBuilder()
  for (const path of paths) builder.add(path)
  return builder.build()
}

/** The set of children below one element. */
export function below(set: FieldSet, element: PathElement): FieldSet {
  return set.children.get(element) ?? emptySet
}

export function union(one: FieldSet, other: FieldSet): FieldSet {
  const children = new Map(one.children)
  for (const [element, set] of other.children) {
    const mine = children.get(element)
    children.set(element, mine === undefined ? set : union(mine, set))
  }
  return { members: joined(one.members, other.members), children }
}

export function intersection(one: FieldSet, other: FieldSet): FieldSet {
  return withChildren(
    kept(one.members, (element) => other.members.has(element)),
    one,
    (element, set) => {
      const theirs = other.children.get(element)
      return theirs === undefined ? emptySet : intersection(set, theirs)
    },
  )
}

/** What is in `one` and not in `other`; a path that `other` has keeps its children in `one`. */
export function difference(one: FieldSet, other: FieldSet): FieldSet {
  return withChildren(
    kept(one.members, (element) => !other.members.has(element)),
    one,
    (element, set) => {
      const theirs = other.children.get(element)
      return theirs === undefined ? set : difference(set, theirs)
    },
  )
}

/** As {@link difference}, and the children of `other`'s paths go too. */
export function recursiveDifference(one: FieldSet, other: FieldSet): FieldSet {
  return withChildren(
    kept(one.members, (element) => !other.members.has(element)),
    one,
    (element, set) => {
      if (other.members.has(element)) return emptySet
      const theirs = other.children.get(element)
      return theirs === undefined ? set : recursiveDifference(set, theirs)
    },
  )
}

/** With every named field that only its children were in the set for (`EnsureNamedFieldsAreMembers`). */
export function withNamedFields(set: FieldSet, structure: Structure | null): FieldSet {
  const map = structure?.map ?? null
  const named = [...set.children.keys()].filter((element) => {
    const name = fieldName(element)
    return name !== null && (map?.field(name) ?? null) !== null
  })
  return {
    members: joined(set.members, named),
    children: new Map(
      [...set.children].map(([element, child]) => [
        element,
        withNamedFields(child, inner(structure, element)),
      ]),
    ),
  }
}

/** Every path, in order: at each level members first. */
export function* paths(set: FieldSet, prefix: FieldPath = []): Generator<FieldPath> {
  for (const element of [...set.members].sort(compareElements)) yield [...prefix, element]
  for (const [element, child] of sortedChildren(set)) yield* paths(child, [...prefix, element])
}

/** As managedFields holds it: `{"f:spec":{"f:replicas":{}}}`; `.` for a path that is a member and has children. */
export function toFieldsV1(set: FieldSet, isMember = false): JsonObject {
  const elements = [...new Set([...set.members, ...set.children.keys()])].sort(compareElements)
  const entries = elements.map(
    (element) => [element, toFieldsV1(below(set, element), set.members.has(element))] as const,
  )
  return Object.fromEntries(isMember && entries.length > 0 ? [['.', {}], ...entries] : entries)
}

/** The reverse of {@link toFieldsV1}. Elements of unknown kinds are dropped. Throws an Error on anything but nested objects. */
export function fromFieldsV1(fields: unknown): FieldSet {
  const members = new Set<PathElement>()
  const children = new Map<PathElement, FieldSet>()
  if (!isObject(fields as JsonObject)) throw new Error('fieldsV1 is no object')
  for (const [element, inner] of Object.entries(fields as JsonObject)) {
    if (element === '.' || !/^[fkvi]:/.test(element)) continue
    const keys = isObject(inner) ? Object.keys(inner) : []
    if (keys.length === 0 || keys.includes('.')) members.add(element)
    const child = fromFieldsV1(inner)
    if (!isEmptySet(child)) children.set(element, child)
  }
  return { members, children }
}

/** Collects paths. */
export class FieldSetBuilder {
  readonly #members = new Set<PathElement>()
  readonly #children = new Map<PathElement, FieldSetBuilder>()

  /** The whole object (no path) is nobody's. */
  add(path: FieldPath): void {
    const [first, ...rest] = path
    if (first === undefined) return
    if (rest.length === 0) this.#members.add(first)
    else this.#child(first).add(rest)
  }

  build(): FieldSet {
    return {
      members: this.#members,
      children: new Map([...this.#children].map(([element, child]) => [element, child.build()])),
    }
  }

  #child(element: PathElement): FieldSetBuilder {
    const child = this.#children.get(element) ?? new FieldSetBuilder()
    this.#children.set(element, child)
    return child
  }
}

function inner(structure: Structure | null, element: PathElement): Structure | null {
  const name = fieldName(element)
  if (name !== null) return structure?.map?.field(name)?.structure() ?? structure?.map?.others() ?? null
  return isKey(element) ? (structure?.list?.element() ?? null) : null
}

function sortedChildren({ children }: FieldSet): readonly (readonly [PathElement, FieldSet])[] {
  return [...children].sort(([one], [other]) => compareElements(one, other))
}

function withChildren(
  members: ReadonlySet<PathElement>,
  { children }: FieldSet,
  change: (element: PathElement, set: FieldSet) => FieldSet,
): FieldSet {
  const changed = [...children].map(([element, set]) => [element, change(element, set)] as const)
  return { members, children: new Map(changed.filter(([, set]) => !isEmptySet(set))) }
}

function joined(one: Iterable<PathElement>, other: Iterable<PathElement>): ReadonlySet<PathElement> {
  return new Set([...one, ...other])
}

function kept(
  members: ReadonlySet<PathElement>,
  keeps: (element: PathElement) => boolean,
): ReadonlySet<PathElement> {
  return new Set([...members].filter(keeps))
}
