import { monotonicFactory } from 'ulid'
import type { EngineId, VerifyReport } from '../../contract/labs.ts'
import type { LabCatalog } from '../../core/labs/lab.ts'
import { loadLabs } from '../../core/labs/load-labs.ts'
import { VerifyWhileOpenError } from '../../core/labs/session/session-errors.ts'
import { isFinished } from '../../core/labs/session/session-state.ts'
import { openStore } from '../../storage/open-store.ts'
import { findContentFolder } from '../curriculum/find-content-folder.ts'
import { openContentFolder } from '../curriculum/open-content-folder.ts'
import { systemClock } from '../system-clock.ts'
import { createEngine } from './create-engine.ts'
import { kindNodeImage } from './kind-node-image.ts'
import { verifyAttemptFile, verifyLabs } from './verify-labs.ts'

/**
 * Proves labs in this process, on the data folder's own cluster. Rejects with `lab.verify-while-open` when a lab is open on it,
 * since what the learner did there would be gone.
 */
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
  const catalog = await loadLabs(openContentFolder(findContentFolder()))
  refuseWhileOpen(options.dataDir, options.engine, catalog)
  const dependencies = {
    catalog,
    engine: createEngine(options.engine, { ...options, clock: systemClock, nodeImage: () => image }),
    clock: systemClock,
    cancel,
    tell,
  }
  const [name] = names
  if (attempt === null || name === undefined) return verifyLabs(dependencies, names)
  return [await verifyAttemptFile(dependencies, name, attempt.file, attempt.expect)]
}

function refuseWhileOpen(dataDir: string, engine: EngineId, catalog: LabCatalog): void {
  const store = openStore({ dataDir, newId: monotonicFactory() })
  try {
    const open = store.labSessions
      .listOpen()
      .find((session) => session.engine === engine && !isFinished(session))
    if (open !== undefined)
      throw new VerifyWhileOpenError(catalog.find(open.labId)?.ticket ?? 'A lab', engine)
  } finally {
    store.close()
  }
}
