/** What agreement is counted by. */
export const commandClasses = [
  'inventory',
  'describe',
  'apply',
  'create',
  'edit',
  'patch',
  'rollout',
  'scale',
  'expose',
  'set and label',
  'delete and finalizers',
  'wait',
  'diff',
  'events and logs',
  'exec and debug',
  'explain and discovery',
  'auth',
  'nodes',
  'server-side apply',
  'errors',
  'raw API',
] as const

export type CommandClass = (typeof commandClasses)[number]

const classOfVerb: Record<string, CommandClass> = {
  get: 'inventory',
  describe: 'describe',
  apply: 'apply',
  create: 'create',
  run: 'create',
  replace: 'apply',
  edit: 'edit',
  patch: 'patch',
  rollout: 'rollout',
  scale: 'scale',
  autoscale: 'scale',
  expose: 'expose',
  'port-forward': 'expose',
  set: 'set and label',
  label: 'set and label',
  annotate: 'set and label',
  delete: 'delete and finalizers',
  wait: 'wait',
  diff: 'diff',
  events: 'events and logs',
  logs: 'events and logs',
  exec: 'exec and debug',
  attach: 'exec and debug',
  debug: 'exec and debug',
  cp: 'exec and debug',
  explain: 'explain and discovery',
  'api-resources': 'explain and discovery',
  'api-versions': 'explain and discovery',
  version: 'explain and discovery',
  'cluster-info': 'explain and discovery',
  config: 'explain and discovery',
  auth: 'auth',
  certificate: 'auth',
  cordon: 'nodes',
  uncordon: 'nodes',
  drain: 'nodes',
  taint: 'nodes',
  top: 'nodes',
}

/**
 * The class that a call of kubectl counts in, by its verb; `apply --server-side` has one of its own.
 * @throws {Error} for a verb without a class
 */
export function classOfCommand(argv: readonly string[]): CommandClass {
  const verb = argv.find((argument) => Object.hasOwn(classOfVerb, argument))
  const found = verb === undefined ? undefined : classOfVerb[verb]
  if (found === undefined) throw new Error(`no class of command for: kubectl ${argv.join(' ')}`)
  return found === 'apply' && argv.includes('--server-side') ? 'server-side apply' : found
}
