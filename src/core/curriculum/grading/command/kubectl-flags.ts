import { parse } from 'yaml'
import type { FlagSpec } from './read-flags.ts'

const target = (name: string, short?: string): FlagSpec => spec(name, short, true, 'target')
const targetSwitch = (name: string, short?: string): FlagSpec => spec(name, short, false, 'target')
const manner = (name: string, short?: string): FlagSpec => spec(name, short, true, 'manner')
const mannerSwitch = (name: string, short?: string): FlagSpec => spec(name, short, false, 'manner')
const neutralSwitch = (name: string, short?: string): FlagSpec => spec(name, short, false, 'neutral')

function spec(name: string, short: string | undefined, value: boolean, kind: FlagSpec['kind']): FlagSpec {
  return { name, kind, value, ...(short === undefined ? {} : { short }) }
}

const selector: FlagSpec = { ...target('selector', 'l'), normalise: normaliseSelector }
const output = manner('output', 'o')
const filename = target('filename', 'f')
const container = target('container', 'c')
const allNamespaces = targetSwitch('all-namespaces', 'A')
const stdin = neutralSwitch('stdin', 'i')
const tty = neutralSwitch('tty', 't')
const dryRun = target('dry-run')
const timeout = manner('timeout')
const pick = [selector, target('field-selector'), allNamespaces]
const change = [dryRun, manner('field-manager'), output, filename, targetSwitch('recursive', 'R')]

/** Flags that every verb takes. */
export const globalFlags: readonly FlagSpec[] = [
  target('namespace', 'n'),
  target('context'),
  target('kubeconfig'),
  target('cluster'),
  target('user'),
  target('as'),
  target('as-group'),
  target('server', 's'),
  manner('request-timeout'),
  manner('v', 'v'),
]

/** Flags of each verb that is understood (`kubectl VERB --help`, 1.35). */
export const verbFlags: Readonly<Record<string, readonly FlagSpec[]>> = {
  get: [
    ...pick,
    output,
    filename,
    mannerSwitch('watch', 'w'),
    mannerSwitch('watch-only'),
    mannerSwitch('show-labels'),
    mannerSwitch('show-kind'),
    mannerSwitch('no-headers'),
    mannerSwitch('show-managed-fields'),
    mannerSwitch('ignore-not-found'),
    manner('sort-by'),
    manner('label-columns', 'L'),
    manner('chunk-size'),
    target('raw'),
    target('subresource'),
  ],
  describe: [...pick, filename, mannerSwitch('show-events')],
  delete: [
    ...pick,
    ...change,
    targetSwitch('all'),
    targetSwitch('force'),
    mannerSwitch('now'),
    mannerSwitch('wait'),
    mannerSwitch('ignore-not-found'),
    target('grace-period'),
    target('cascade'),
    timeout,
  ],
  logs: [
    selector,
    container,
    targetSwitch('previous', 'p'),
    targetSwitch('all-containers'),
    targetSwitch('all-pods'),
    mannerSwitch('follow', 'f'),
    mannerSwitch('timestamps'),
    mannerSwitch('prefix'),
    mannerSwitch('ignore-errors'),
    manner('tail'),
    manner('since'),
    manner('since-time'),
    manner('limit-bytes'),
    manner('max-log-requests'),
  ],
  exec: [container, stdin, tty, neutralSwitch('quiet', 'q'), filename, manner('pod-running-timeout')],
  run: [
    target('image'),
    target('restart'),
    target('labels', 'l'),
    target('env'),
    target('port'),
    target('overrides'),
    target('image-pull-policy'),
    targetSwitch('command'),
    targetSwitch('expose'),
    mannerSwitch('rm'),
    stdin,
    tty,
    neutralSwitch('quiet', 'q'),
    neutralSwitch('attach'),
    ...change.filter((flag) => flag !== filename),
  ],
  debug: [
    target('image'),
    target('target'),
    target('copy-to'),
    target('profile'),
    container,
    stdin,
    tty,
    target('env'),
    target('set-image'),
    targetSwitch('share-processes'),
    neutralSwitch('quiet', 'q'),
    neutralSwitch('attach'),
  ],
  apply: [
    ...change,
    selector,
    target('kustomize', 'k'),
    targetSwitch('server-side'),
    targetSwitch('force-conflicts'),
    targetSwitch('prune'),
  ],
  diff: [...change, selector, target('kustomize', 'k'), targetSwitch('server-side')],
  replace: [...change, targetSwitch('force')],
  edit: [...change, target('subresource')],
  patch: [
    ...change,
    { ...target('patch', 'p'), normalise: normaliseJson },
    target('type'),
    target('patch-file'),
    target('subresource'),
  ],
  label: [...pick, ...change, targetSwitch('overwrite'), targetSwitch('all'), mannerSwitch('list')],
  annotate: [...pick, ...change, targetSwitch('overwrite'), targetSwitch('all'), mannerSwitch('list')],
  scale: [...change, selector, target('replicas'), target('current-replicas'), targetSwitch('all'), timeout],
  expose: [
    ...change,
    { ...target('selector'), normalise: normaliseSelector },
    target('port'),
    target('target-port'),
    { ...target('name'), label: 'new name' },
    { ...target('type'), fallback: 'ClusterIP' },
    { ...target('protocol'), fallback: 'TCP' },
    target('cluster-ip'),
    target('external-ip'),
    target('session-affinity'),
    target('labels', 'l'),
  ],
  'port-forward': [target('address'), manner('pod-running-timeout')],
  wait: [...pick, target('for'), targetSwitch('all'), timeout, output, filename],
  events: [
    allNamespaces,
    target('for'),
    target('types'),
    output,
    mannerSwitch('watch', 'w'),
    mannerSwitch('no-headers'),
  ],
  explain: [mannerSwitch('recursive'), target('api-version'), output],
  version: [mannerSwitch('client'), output],
  'cluster-info': [],
  'api-resources': [
    target('api-group'),
    target('namespaced'),
    target('verbs'),
    output,
    mannerSwitch('no-headers'),
    manner('sort-by'),
  ],
  'rollout restart': [...change, selector],
  'rollout status': [filename, selector, mannerSwitch('watch', 'w'), timeout, target('revision')],
  'rollout undo': [...change, selector, target('to-revision')],
  'rollout history': [filename, selector, output, target('revision')],
  'top pods': [...pick, mannerSwitch('containers'), mannerSwitch('no-headers'), manner('sort-by')],
  'top nodes': [selector, mannerSwitch('no-headers'), manner('sort-by')],
  'auth can-i': [allNamespaces, mannerSwitch('list'), target('subresource'), neutralSwitch('quiet', 'q')],
  'set selector': [...change],
  'set image': [...change, selector, targetSwitch('all')],
  'set env': [...change, selector, targetSwitch('all'), container, target('from'), mannerSwitch('list')],
}

/** `b=1, a==2` and `a=2,b=1` select the same. */
function normaliseSelector(text: string): string {
  return text
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim().replace('==', '=').replace(/\s+/g, ' '))
    .sort()
    .join(',')
}

/** A patch with its keys sorted, whether it was written as JSON or YAML; text that is neither stays as it is. */
function normaliseJson(text: string): string {
  try {
    return JSON.stringify(sortKeys(parse(text)))
  } catch {
    return text
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  )
}
