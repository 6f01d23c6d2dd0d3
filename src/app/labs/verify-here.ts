import type { EngineId, VerifyReport } from '../../contract/labs.ts'
import { loadLabs } from '../../core/labs/load-labs.ts'
import { findContentFolder } from '../curriculum/find-content-folder.ts'
import { openContentFolder } from '../curriculum/open-content-folder.ts'
import { systemClock } from '../system-clock.ts'
import { createEngine } from './create-engine.ts'
import { kindNodeImage } from './kind-node-image.ts'
import { verifyAttemptFile, verifyLabs } from './verify-labs.ts'

/** Proves labs in this process, on the data folder's own cluster. No lab may be open on it meanwhile. */
export async function verifyHere(options: {
  readonly names: readonly string[]
  readonly engine: EngineId
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly attempt: { readonly file: string; readonly expect: 'pass' | 'fail' } | null
  readonly tell: (line: string) => void
  readonly cancel: AbortSignal
}): Promise<VerifyReport[]> {
  const { names, attempt, tell, cancel } = options
  const image = kindNodeImage(options.dataDir)
  const dependencies = {
    catalog: await loadLabs(openContentFolder(findContentFolder())),
    engine: createEngine(options.engine, { ...options, clock: systemClock, nodeImage: () => image }),
    clock: systemClock,
    cancel,
    tell,
  }
  const [name] = names
  if (attempt === null || name === undefined) return verifyLabs(dependencies, names)
  return [await verifyAttemptFile(dependencies, name, attempt.file, attempt.expect)]
}
