/** Flags of kubectl that name another cluster, another file of clusters, or another identity. None may be abbreviated. */
export const refusedFlags = [
  '--kubeconfig',
  '--context',
  '--cluster',
  '--user',
  '--server',
  '--token',
  '--username',
  '--kuberc',
] as const

/** In these `--user` names the subject of a binding: `create rolebinding`, `create clusterrolebinding`, `set subject`. */
export const commandsWithSubjects = ['rolebinding', 'clusterrolebinding', 'subject'] as const

/** Subcommands of `kubectl config` after which the lab's file would lead elsewhere, or nowhere. */
export const refusedConfigCommands = [
  'set',
  'unset',
  'set-cluster',
  'set-credentials',
  'delete-cluster',
  'delete-context',
  'delete-user',
  'rename-context',
] as const

/** Flags of one letter without a value, which may stand before `-s` in one word, as in `-As URL`. */
export const switches: readonly string[] = ['A', 'R', 'h', 'i', 'q', 't', 'w']

/** The same in `kubectl logs` only; elsewhere they take a value. */
export const switchesOfLogs: readonly string[] = ['f', 'p']

/** Flags without a value that often stand before the `--` of `exec`, `run` and `debug`. */
export const longSwitches = ['--rm', '--stdin', '--tty', '--quiet', '--command', '--attach'] as const

/** Variables that send kubectl or helm to another cluster without a kubeconfig. */
export const redirectingVariables = [
  'KUBERNETES_MASTER',
  'KUBERNETES_SERVICE_HOST',
  'KUBERNETES_SERVICE_PORT',
  'HELM_KUBEAPISERVER',
  'HELM_KUBECONTEXT',
  'HELM_KUBETOKEN',
] as const

/** Printed under every refusal. */
export const refusalRemedy = 'this terminal belongs to a lab. Use a terminal of your own for other clusters.'
