import { engineIdSchema, phaseSchema } from '../contract/labs.ts'
import type { LabSessionStore, StoredSession } from '../core/labs/session-store.ts'
import type { Connection } from './connect.ts'
import type { Transact } from './transact.ts'

interface SessionColumns {
  readonly id: string
  readonly lab_id: string
  readonly engine: string
  readonly phase: string
  readonly state: string
  readonly started_at: number
  readonly updated_at: number
}

/** Lab sessions in SQLite. */
export function createLabSessionStore(connection: Connection, transact: Transact): LabSessionStore {
  const save = connection.prepare(
    `INSERT INTO lab_sessions (id, lab_id, engine, phase, state, started_at, updated_at)
     VALUES (@id, @labId, @engine, @phase, @state, @startedAt, @updatedAt)
     ON CONFLICT (id) DO UPDATE SET phase = @phase, state = @state, updated_at = @updatedAt`,
  )
  const load = connection.prepare<[string], SessionColumns>('SELECT * FROM lab_sessions WHERE id = ?')
  const open = connection.prepare<[], SessionColumns>(
    "SELECT * FROM lab_sessions WHERE phase <> 'stopped' ORDER BY started_at",
  )
  const ofLab = connection.prepare<[string], SessionColumns>(
    'SELECT * FROM lab_sessions WHERE lab_id = ? ORDER BY started_at DESC',
  )
  return {
    save: (session) => {
      transact(() => save.run(session))
    },
    load: (id) => {
      const columns = load.get(id)
      return columns === undefined ? null : sessionOf(columns)
    },
    listOpen: () => open.all().map(sessionOf),
    listOfLab: (labId) => ofLab.all(labId).map(sessionOf),
  }
}

function sessionOf(columns: SessionColumns): StoredSession {
  return {
    id: columns.id,
    labId: columns.lab_id,
    engine: engineIdSchema.parse(columns.engine),
    phase: phaseSchema.parse(columns.phase),
    state: columns.state,
    startedAt: columns.started_at,
    updatedAt: columns.updated_at,
  }
}
