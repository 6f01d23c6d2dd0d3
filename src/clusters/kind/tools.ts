import type { ProcessRequest, ProcessResult } from '../process/run-process.ts'

export type Provider = 'docker' | 'podman'

type Run = (
  argv: readonly string[],
  options?: Omit<ProcessRequest, 'command' | 'argv'>,
) => Promise<ProcessResult>

/** The programs that this engine drives, found and known to answer. */
export interface KindTools {
  readonly provider: Provider
  /** Runs kind with the provider chosen and a kubeconfig that is never the user's. */
  readonly kind: Run
  /** Runs docker or podman. */
  readonly container: Run
}
