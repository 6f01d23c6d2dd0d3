import { globalFlags, verbFlags } from './kubectl-flags.ts'
import { readKubectlArguments } from './kubectl-arguments.ts'
import { isClusterScoped } from './kubectl-resources.ts'
import { opaque, understood, type Facet, type Reading } from './normal-form.ts'
import { flagFacets, readFlags } from './read-flags.ts'

/** Verbs whose whole answer is about the client or the cluster, so that a namespace changes nothing. */
const withoutNamespace = new Set(['version', 'cluster-info', 'api-resources', 'explain', 'top nodes'])

/**
 * What a kubectl command would do. `words` follow `kubectl`; `readInner` reads the command after `--`. A verb or flag that is
 * not in the tables makes it opaque: nothing is guessed.
 */
export function readKubectl(
  words: readonly string[],
  written: string,
  readInner: (words: readonly string[]) => Facet[] | string,
): Reading {
  const verb = verbOf(words)
  if (verb === null) return opaque('kubectl', 'its verb is not known here')
  const specs = [...globalFlags, ...(verbFlags[verb] ?? [])]
  const read = readFlags(words, specs, 'pflag')
  if (read.fault !== null) return opaque('kubectl', read.fault, verb)
  const afterVerb = read.positionals.slice(verb.split(' ').length)
  const named = readKubectlArguments(verb, afterVerb)
  if (typeof named === 'string') return opaque('kubectl', named, verb)
  const inner = read.rest === null ? [] : readInner(read.rest)
  if (typeof inner === 'string') return opaque('kubectl', inner, verb)
  const flags = flagFacets(read.flags)
  return understood('kubectl', [
    { label: 'program', kind: 'neutral', value: 'kubectl', written },
    { label: 'verb', kind: 'target', value: verb, written: verb },
    ...named.facets,
    ...namespaceFacet(verb, named.types, flags),
    ...flags.filter(
      (flag) =>
        flag.label !== 'namespace' && flag.label !== 'all-namespaces' && !isOwnName(flag, named.facets),
    ),
    ...inner,
  ])
}

/**
 * The verb with its second word (`rollout restart`), wherever global flags stand; null when it is not in the tables. Reading
 * ends at the first flag that is not global: a verb stands before its own flags.
 */
function verbOf(words: readonly string[]): string | null {
  const [first = '', second = ''] = readFlags(words, globalFlags, 'pflag').positionals
  const canonical =
    first === 'top' ? second.replace(/^(?:po|pod)$/, 'pods').replace(/^(?:no|node)$/, 'nodes') : second
  const pair = `${first} ${canonical}`
  if (Object.hasOwn(verbFlags, pair)) return pair
  return Object.hasOwn(verbFlags, first) ? first : null
}

/** `expose deployment api --name=api`: the name that it would give by itself. */
function isOwnName(flag: Facet, named: readonly Facet[]): boolean {
  return (
    flag.label === 'new name' && named.some((facet) => facet.label === 'name' && facet.value === flag.value)
  )
}

function namespaceFacet(verb: string, types: readonly string[], flags: readonly Facet[]): Facet[] {
  const all = flags.find((flag) => flag.label === 'all-namespaces')
  const one = flags.find((flag) => flag.label === 'namespace')
  const clusterWide = types.length > 0 && types.every(isClusterScoped)
  if (withoutNamespace.has(verb) || clusterWide) return []
  if (all !== undefined) return [{ ...all, label: 'namespace', value: '*' }]
  return [
    {
      label: 'namespace',
      kind: 'target',
      value: one?.value ?? 'default',
      written: one?.value === 'default' ? '' : (one?.written ?? ''),
    },
  ]
}
