import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { monotonicFactory } from 'ulid'
import { expect, onTestFinished, test } from 'vitest'
import { databaseName, openStore } from '../../src/storage/open-store.ts'

const kills = 200
const killsInside = 80
/** Of the others, those that come after a time instead of after a line. */
const killsTimed = 60
const maxDelayMs = 40
const atOnce = 2
const reviewer = join(import.meta.dirname, 'reviewer.ts')

interface Kill {
  /** The request whose transaction was open at the last that was heard; null when none was. */
  readonly open: string | null
  readonly acknowledged: readonly string[]
}

/**
 * Processes that record reviews, two at a time on one folder, are killed with SIGKILL, 200 in all: 80 stand inside a transaction
 * with its rows written, 60 are wherever they are a random time after their first review began, and the others wherever they are
 * after a number of lines. The seed decides the times and numbers.
 */
test('no acknowledged review is lost to SIGKILL', { timeout: 300_000 }, async () => {
  const seed = Number(process.env['KUBEDRILL_SEED'] ?? 20261124)
  const random = mulberry32(seed)
  const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-kill-'))
  onTestFinished(() => {
    rmSync(dataDir, { recursive: true, force: true })
  })
  openStore({ dataDir, newId: monotonicFactory() }).close()

  const acknowledged: string[] = []
  let inside = 0
  for (let nth = 0; nth < kills; nth += atOnce) {
    const some = Array.from({ length: atOnce }, (_, index) => nth + index)
    const results = await Promise.all(some.map((run) => killOne(dataDir, run, planOf(run, random))))
    for (const result of results) {
      acknowledged.push(...result.acknowledged)
    }
    check(dataDir, acknowledged)
    // Killed inside a transaction: its rows were written, and after the kill they are not there.
    inside += results.filter(({ open }) => open !== null && !isThere(dataDir, open)).length
  }
  expect(inside, `kills inside a transaction, seed ${seed}`).toBeGreaterThanOrEqual(50)
  expect(acknowledged.length).toBeGreaterThan(kills)
})

/** When a reviewer is killed: `delayMs` after `after` reviews were begun, or while the last of them stands in its transaction. */
interface Plan {
  readonly after: number
  readonly inside: boolean
  readonly delayMs: number | null
}

function planOf(run: number, random: () => number): Plan {
  const [lines, time] = [random(), random()]
  const inside = run < killsInside
  const timed = !inside && run < killsInside + killsTimed
  return {
    after: timed ? 1 : 1 + Math.floor(lines * 5),
    inside,
    delayMs: timed ? time * maxDelayMs : null,
  }
}

async function killOne(dataDir: string, run: number, { after, inside, delayMs }: Plan): Promise<Kill> {
  const hold = inside ? [String(after)] : []
  const card = `card-${run % atOnce}`
  const child = spawn(process.execPath, [reviewer, dataDir, String(run), card, '10000', ...hold], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  let opened = 0
  let open: string | null = null
  let timer: NodeJS.Timeout | null = null
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what, id = ''] = line.split(' ')
    open = what === 'open' ? id : null
    if (what === 'open') opened += 1
    else acknowledged.push(id)
    if (opened < after) return
    if (delayMs === null) child.kill('SIGKILL')
    else timer ??= setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  const signal = await new Promise((ended) =>
    child.once('close', (_, by) => {
      ended(by)
    }),
  )
  expect(signal).toBe('SIGKILL')
  // The pipe was read to its end, so everything that was acknowledged was heard.
  return { open, acknowledged }
}

function isThere(dataDir: string, request: string): boolean {
  const database = new Database(join(dataDir, databaseName), { readonly: true })
  try {
    return database.prepare('SELECT 1 FROM operations WHERE request_id = ?').get(request) !== undefined
  } finally {
    database.close()
  }
}

/** Every acknowledged review is there, with its operation, and the file has no fault. */
function check(dataDir: string, acknowledged: readonly string[]): void {
  const database = new Database(join(dataDir, databaseName), { readonly: true })
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    const there = new Set(
      database
        .prepare<[], { id: string }>('SELECT r.id FROM reviews r JOIN operations o ON o.id = r.id')
        .all()
        .map(({ id }) => id),
    )
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
    const { reps, reviews } = database
      .prepare<[], { reps: number; reviews: number }>(
        'SELECT (SELECT sum(reps) FROM cards) AS reps, (SELECT count(*) FROM reviews) AS reviews',
      )
      .get() ?? { reps: -1, reviews: -2 }
    // A review is its log entry, its operation and the card's row, or nothing.
    expect(reps).toBe(reviews)
  } finally {
    database.close()
  }
}

/** A small random number generator with a seed, so that a failure can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}
