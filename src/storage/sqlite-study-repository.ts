import { noteOfCard, type CardRow } from '../core/study/card-row.ts'
import type { StudyRepository } from '../core/study/study-repository.ts'
import { parametersOf, putCardSql, rowOf, type CardColumns } from './card-columns.ts'
import type { Connection } from './connect.ts'
import { createStudyFigures } from './study-figures.ts'
import { createStudyLog } from './study-log.ts'
import { createStudyQueue } from './study-queue.ts'
import type { Transact } from './transact.ts'

/** Schedules, their queue and their log in SQLite. */
export function createStudyRepository(connection: Connection, transact: Transact): StudyRepository {
  const deviceId = metaOf(connection, 'device') ?? ''
  const card = connection.prepare<[string], CardColumns>('SELECT * FROM cards WHERE card_id = ?')
  const cards = connection.prepare<[string], CardColumns>(
    'SELECT * FROM cards WHERE card_id IN (SELECT value FROM json_each(?))',
  )
  const put = connection.prepare(putCardSql)
  return {
    transact,
    deviceId,
    syncCards: (list, fingerprint) => {
      if (metaOf(connection, 'curriculum') === fingerprint) return
      transact(() => {
        syncCards(connection, list)
        connection
          .prepare(
            "INSERT INTO meta (key, value) VALUES ('curriculum', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
          )
          .run(fingerprint)
      })
    },
    card: (cardId): CardRow | null => {
      const columns = card.get(cardId)
      return columns === undefined ? null : rowOf(columns)
    },
    cardsIn: (ids) => cards.all(JSON.stringify(ids)).map(rowOf),
    putCard: (row) => {
      put.run(parametersOf(row))
    },
    ...createStudyLog(connection, deviceId),
    ...createStudyQueue(connection),
    ...createStudyFigures(connection),
  }
}

function syncCards(
  connection: Connection,
  list: readonly { readonly cardId: string; readonly topic: string }[],
): void {
  connection.exec('UPDATE cards SET position = NULL, topic = NULL WHERE is_lab = 0')
  const place = connection.prepare(
    `INSERT INTO cards (card_id, note_id, position, topic) VALUES (@cardId, @noteId, @position, @topic)
     ON CONFLICT (card_id) DO UPDATE SET position = @position, topic = @topic`,
  )
  for (const [position, { cardId, topic }] of list.entries()) {
    place.run({ cardId, noteId: noteOfCard(cardId), position, topic })
  }
  // What nobody has touched needs no row once it left the curriculum.
  connection.exec(
    "DELETE FROM cards WHERE position IS NULL AND is_lab = 0 AND state = 'new' AND revision = 0",
  )
}

function metaOf(connection: Connection, key: string): string | null {
  const row = connection.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key)
  return row?.value ?? null
}
