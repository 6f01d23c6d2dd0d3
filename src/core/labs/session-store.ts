import type { EngineId, Session } from '../../contract/labs.ts'

/** A lab session as it is kept: `state` is the session's own JSON, written by the code that reads it. */
export interface StoredSession {
  readonly id: string
  readonly labId: string
  readonly engine: EngineId
  readonly phase: Session['phase']
  readonly state: string
  /** Epoch ms. */
  readonly startedAt: number
  readonly updatedAt: number
}

/** Where sessions outlive the process. Every write is on disk when it returns. */
export interface LabSessionStore {
  save(session: StoredSession): void
  load(id: string): StoredSession | null
  /** Sessions that were not stopped, oldest first. */
  listOpen(): StoredSession[]
  /** Every session of a lab, newest first. */
  listOfLab(labId: string): StoredSession[]
}
