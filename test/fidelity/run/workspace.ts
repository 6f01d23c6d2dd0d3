import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scenario } from '../script/scenario.ts'
import { argumentsOf } from '../script/command-line.ts'
import { call, type CallResult } from './call-process.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { kubectlBinary, type KubectlVersion } from './kubectl-binaries.ts'

export interface KubectlCall {
  version?: KubectlVersion
  stdin?: string | undefined
  /** A sed script that `kubectl edit` finds as its editor. */
  editor?: string | undefined
  enough?: ((stdout: string) => boolean) | undefined
  /** Milliseconds. */
  deadline?: number
}

/** Where one script runs: a folder with its files, a kubeconfig for its namespace, and nothing of the user's own. */
export interface Workspace {
  folder: string
  access: ClusterAccess
  /** Calls kubectl with what is written as on a command line. */
  kubectl: (commandLine: string, options?: KubectlCall) => Promise<CallResult>
  remove: () => void
}

/** Makes the workspace of a script below a folder. `cache` is kubectl's discovery cache, shared by all scripts of one cluster. */
export function openWorkspace(
  root: string,
  cache: string,
  access: ClusterAccess,
  scenario: Pick<Scenario, 'name' | 'files'>,
): Workspace {
  const folder = join(root, scenario.name)
  const home = join(root, `${scenario.name}.home`)
  mkdirSync(folder, { recursive: true })
  mkdirSync(home, { recursive: true })
  for (const [name, content] of Object.entries(scenario.files)) writeFileSync(join(folder, name), content)
  writeFileSync(join(home, 'kubeconfig'), access.kubeconfigFor(scenario.name), { mode: 0o600 })
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    TMPDIR: home,
    TZ: 'UTC',
    LANG: 'C',
    KUBECONFIG: join(home, 'kubeconfig'),
    KUBECACHEDIR: cache,
    KUBE_EDITOR: join(home, 'editor'),
  }
  return {
    folder,
    access,
    kubectl: async (
      commandLine,
      { version = '1.35', stdin, editor = '', enough, deadline = 90_000 } = {},
    ) => {
      writeFileSync(join(home, 'editor.sed'), editor)
      writeFileSync(join(home, 'editor'), `#!/bin/sh\nexec sed -i -f '${join(home, 'editor.sed')}' "$1"\n`, {
        mode: 0o700,
      })
      const args = argumentsOf(commandLine)
      return call({ file: kubectlBinary(version), args, cwd: folder, env, stdin, deadline, enough })
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
      rmSync(home, { recursive: true, force: true })
    },
  }
}
