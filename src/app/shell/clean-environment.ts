import { delimiter } from 'node:path'

/** Set by npm, Node, Electron or kubedrill for their own processes, or able to send kubectl elsewhere. */
const foreign = [
  /^npm_/,
  /^KUBEDRILL_/,
  /^ELECTRON_/,
  /^NODE_(?:OPTIONS|CHANNEL_FD|CHANNEL_SERIALIZATION_MODE|UNIQUE_ID)$/,
  /^(?:INIT_CWD|COLOR|KUBERNETES_MASTER|KUBERNETES_SERVICE_HOST|KUBERNETES_SERVICE_PORT)$/,
]

/** The learner's own environment: what kubedrill or npm added to it for this process is left out. */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || foreign.some((pattern) => pattern.test(name)) ? [] : [[name, value] as const],
  )
  const clean = Object.fromEntries(kept)
  const path = Object.keys(clean).find((name) => name.toUpperCase() === 'PATH')
  if (path !== undefined) clean[path] = withoutNpm(clean[path] ?? '')
  return clean
}

/** npm puts folders of its own before the PATH of a script. */
function withoutNpm(path: string): string {
  const ours = /node_modules[/\\](?:\.bin|npm[/\\]|@npmcli[/\\])/
  return path
    .split(delimiter)
    .filter((folder) => !ours.test(folder))
    .join(delimiter)
}
