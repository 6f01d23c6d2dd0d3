import { delimiter } from 'node:path'
import { redirectingVariables } from './refused-flags.ts'

/** Set by npm, Node, Electron or kubedrill for their own processes, or by another terminal about itself. */
const foreign = [
  /^npm_/,
  /^KUBEDRILL_/,
  /^ELECTRON_/,
  /^NODE_(?:OPTIONS|CHANNEL_FD|CHANNEL_SERIALIZATION_MODE|UNIQUE_ID)$/,
  /^(?:INIT_CWD|COLOR|TERM_PROGRAM_VERSION|TERM_SESSION_ID|VTE_VERSION|WT_SESSION)$/,
]
const redirecting: ReadonlySet<string> = new Set(redirectingVariables)

/**
 * The learner's own environment: what kubedrill or npm added to it for this process is left out, and so is what leads kubectl
 * or helm past their kubeconfig. The search path is in `PATH`, however the platform spells it.
 */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const clean: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || redirecting.has(name) || foreign.some((pattern) => pattern.test(name)))
      continue
    if (process.platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH')
      clean['PATH'] = withoutNpm(value)
    else clean[name] = value
  }
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
