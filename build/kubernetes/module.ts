import { execFileSync } from 'node:child_process'

/** The Go module that every fact about Kubernetes' API comes from. The sum is Go's own (`go.sum`, h1:). */
export const kubernetesModule = { path: 'k8s.io/kubernetes', version: 'v1.35.4' } as const

export interface GoModule {
  /** Folder of the unpacked module. */
  readonly dir: string
  readonly sum: string
}

/** Downloads a Go module with the installed Go; throws when Go or the module can not be had. */
export function downloadGoModule(module: { readonly path: string; readonly version: string }): GoModule {
  const answer = JSON.parse(
    execFileSync('go', ['mod', 'download', '-json', `${module.path}@${module.version}`], {
      encoding: 'utf8',
    }),
  ) as { Dir: string; Sum: string }
  return { dir: answer.Dir, sum: answer.Sum }
}
