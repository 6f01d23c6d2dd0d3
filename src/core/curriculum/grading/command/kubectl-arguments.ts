import { pluralOf } from './kubectl-resources.ts'
import type { Facet } from './normal-form.ts'

interface Named {
  readonly facets: readonly Facet[]
  /** Plurals of the resource types that are named. */
  readonly types: readonly string[]
}

/** Verbs of which a bare name is a Pod's. */
const podByDefault = new Set(['exec', 'logs', 'port-forward'])
/** Verbs whose arguments are words of their own, not objects; their order counts. */
const plainWords = new Set([
  'run',
  'cluster-info',
  'version',
  'api-resources',
  'explain',
  'events',
  'auth can-i',
])
/** Verbs that take settings after the objects. */
const withSettings = new Set(['label', 'annotate', 'set selector', 'set image', 'set env', 'port-forward'])

/** What the words after a verb name; a sentence when kubectl would not take them. */
export function readKubectlArguments(verb: string, words: readonly string[]): Named | string {
  if (plainWords.has(verb)) return { facets: facet('arguments', words.join(' '), words.join(' ')), types: [] }
  const settings = withSettings.has(verb) ? words.filter(isSetting) : []
  const objects = words.filter((word) => !settings.includes(word))
  if (verb === 'top pods' || verb === 'top nodes')
    return named(
      objects.map((name) => [verb.slice(4), name]),
      objects,
    )
  if (verb === 'exec' && objects.length > 1) return 'kubectl exec needs `--` before the command that it runs'
  const pairs = podByDefault.has(verb)
    ? podPairs(objects)
    : verb === 'debug'
      ? podPairs(objects)
      : pairsOf(objects)
  const list = named(pairs, objects)
  const ordered = verb === 'port-forward' ? settings : [...settings].sort()
  return {
    types: list.types,
    facets: [...list.facets, ...facet('settings', ordered.join(' '), settings.join(' '))],
  }
}

type Pair = readonly [type: string, name: string]

function named(pairs: readonly Pair[], words: readonly string[]): Named {
  const types = [...new Set(pairs.map(([type]) => type))].sort()
  const names = [...new Set(pairs.flatMap(([type, name]) => (name === '' ? [] : [`${type}/${name}`])))].sort()
  return {
    types,
    facets: [
      ...facet('resource', types.join(','), words.join(' ')),
      ...facet('name', names.map((name) => name.slice(name.indexOf('/') + 1)).join(' '), ''),
      // Which name goes with which type matters only when there are several types.
      ...(types.length > 1 ? facet('objects', names.join(' '), '') : []),
    ],
  }
}

function facet(label: string, value: string, written: string): Facet[] {
  return value === '' ? [] : [{ label, kind: 'target', value, written }]
}

/** `svc web`, `svc,ep web`, `svc/web ep/web`: each type with each name. */
function pairsOf(words: readonly string[]): Pair[] {
  const [first = '', ...names] = words
  if (words.some((word) => word.includes('/'))) return words.map(slashPair)
  if (first === '') return []
  const types = first.split(',').map(pluralOf)
  return types.flatMap((type): Pair[] =>
    names.length === 0 ? [[type, '']] : names.map((name) => [type, name]),
  )
}

/** `web` is a Pod, `deploy/web` and (for logs and port-forward) `deploy web` are not. */
function podPairs(words: readonly string[]): Pair[] {
  return words.map((word) => (word.includes('/') ? slashPair(word) : ['pods', word]))
}

function slashPair(word: string): Pair {
  const [type = '', ...name] = word.split('/')
  return [pluralOf(type), name.join('/')]
}

function isSetting(word: string): boolean {
  return word.includes('=') || /^[^/]+-$/.test(word) || /^\d*:?\d+$/.test(word)
}
