import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { monotonicFactory } from 'ulid'
import { expect, it, onTestFinished } from 'vitest'
import { newCardRow } from '../core/study/card-row.ts'
import { connect } from './connect.ts'
import { migrations } from './migrations.ts'
import { databaseName, openStore, type Store } from './open-store.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'kubedrill-store-'))
  onTestFinished(() => {
    chmodSync(path, 0o700)
    rmSync(path, { recursive: true, force: true })
  })
  return path
}

/** Overwrites the first page of each table, the rows' own and that of its index of the primary key. */
function damage(file: string, tables: readonly string[]): void {
  const database = new Database(file)
  const pageSize = Number(database.pragma('page_size', { simple: true }))
  const roots = database
    .prepare<[string], { page: number }>(
      `SELECT rootpage AS page FROM sqlite_schema WHERE rootpage > 0
       AND tbl_name IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(tables))
  database.close()
  const bytes = readFileSync(file)
  for (const { page } of roots) bytes.fill(0x5a, (page - 1) * pageSize, page * pageSize)
  writeFileSync(file, bytes)
}

function open(dataDir: string): Store {
  const store = openStore({ dataDir, newId: monotonicFactory() })
  onTestFinished(() => {
    store.close()
  })
  return store
}

it('syncs every commit to the disk, on every connection', () => {
  const file = join(folder(), 'a.db')
  for (let nth = 0; nth < 2; nth += 1) {
    const connection = connect(file)
    expect(connection.pragma('synchronous', { simple: true })).toBe(2)
    expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
    connection.close()
  }
})

it('a folder keeps its device id; two folders have different ones', () => {
  const [one, other] = [folder(), folder()]
  const device = open(one).study.deviceId
  expect(open(one).study.deviceId).toBe(device)
  expect(open(other).study.deviceId).not.toBe(device)
})

it('two processes see each other’s writes, and are told of them', () => {
  const dataDir = folder()
  const [one, other] = [open(dataDir), open(dataDir)]
  const before = other.dataVersion()
  one.study.transact(() => {
    one.study.putCard({ ...newCardRow('a'), flag: 5 })
  })
  expect(other.study.card('a')?.flag).toBe(5)
  expect(other.dataVersion()).not.toBe(before)
})

it('a transaction that fails leaves nothing', () => {
  const store = open(folder())
  expect(() =>
    store.study.transact(() => {
      store.study.putCard(newCardRow('a'))
      throw new Error('half way')
    }),
  ).toThrow('half way')
  expect(store.study.card('a')).toBeNull()
})

it('a full disk is said, and what was there stays', () => {
  const dataDir = folder()
  const store = open(dataDir)
  store.study.transact(() => {
    store.study.putCard(newCardRow('kept'))
  })
  store.close()
  const file = join(dataDir, databaseName)
  const limited = new Database(file)
  const pages = Number(limited.pragma('page_count', { simple: true }))
  limited.close()
  // The limit belongs to a connection, so it is set on the one that a store opens.
  const full = openStore({ dataDir, newId: monotonicFactory(), maxPages: pages + 2 })
  onTestFinished(() => {
    full.close()
  })
  const fill = (): void => {
    for (let nth = 0; nth < 100; nth += 1) {
      full.study.transact(() => {
        full.study.putCard({ ...newCardRow(`card-${nth}`), note: 'x'.repeat(4000) })
      })
    }
  }
  expect(fill).toThrow(expect.objectContaining({ code: 'storage.disk-full', exit: 3 }))
  expect(full.study.card('kept')).not.toBeNull()
  expect(full.faults()).toEqual([])
})

it('a damaged file is said and left as it is', () => {
  const dataDir = folder()
  const file = join(dataDir, databaseName)
  writeFileSync(file, 'this is no database'.repeat(500))
  const before = readFileSync(file)
  expect(() => open(dataDir)).toThrow(expect.objectContaining({ code: 'storage.damaged' }))
  expect(readFileSync(file)).toEqual(before)
})

it('damaged pages are said by whatever reads them, and the remedy names only a copy that is there', () => {
  const dataDir = folder()
  open(dataDir).close()
  const file = join(dataDir, databaseName)
  damage(file, ['cards', 'settings', 'lab_sessions'])
  const damaged = open(dataDir)
  const said = { code: 'storage.damaged', exit: 3, remedy: expect.not.stringContaining('backups') as string }
  expect(() => damaged.study.card('a')).toThrow(expect.objectContaining(said))
  expect(() => damaged.settings.stored()).toThrow(expect.objectContaining(said))
  expect(() => damaged.labSessions.listOpen()).toThrow(expect.objectContaining(said))
  mkdirSync(join(dataDir, 'backups'))
  const copy = join(dataDir, 'backups', 'kubedrill-schema-1.db')
  writeFileSync(copy, '')
  expect(() => damaged.study.card('a')).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining(copy) as string }),
  )
})

it('a file of a newer version is said and left as it is', () => {
  const dataDir = folder()
  open(dataDir).close()
  const newer = new Database(join(dataDir, databaseName))
  newer.pragma(`user_version = ${migrations.length + 1}`)
  newer.close()
  expect(() => open(dataDir)).toThrow(expect.objectContaining({ code: 'storage.newer' }))
})

it('a folder that cannot be made is said', () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  expect(() => open(join(file, 'data'))).toThrow(expect.objectContaining({ code: 'storage.read-only' }))
})

it.runIf(existsSync('/proc/self'))('so is one on a file system that makes none', () => {
  const said = { code: 'storage.read-only', exit: 3 }
  expect(() => open('/proc/nope')).toThrow(expect.objectContaining(said))
  expect(() => open('/proc/nope/deeper')).toThrow(expect.objectContaining(said))
})

it('a database is copied before it is migrated', () => {
  const dataDir = folder()
  open(dataDir).close()
  const file = join(dataDir, databaseName)
  const old = new Database(file)
  // As an older version left it: its number, and nothing that the last migration makes.
  old.pragma(`user_version = ${migrations.length}`)
  old.close()
  const next = [...migrations, 'CREATE TABLE later (a INTEGER) STRICT;']
  openStore({ dataDir, newId: monotonicFactory(), migrations: next }).close()
  expect(readdirSync(join(dataDir, 'backups'))).toEqual([`kubedrill-schema-${migrations.length}.db`])
  expect(existsSync(file)).toBe(true)
})

it('a migration that fails changes nothing', () => {
  const dataDir = folder()
  open(dataDir).close()
  const broken = [...migrations, 'CREATE TABLE later (a INTEGER) STRICT; SELECT no_such_function();']
  expect(() => openStore({ dataDir, newId: monotonicFactory(), migrations: broken })).toThrow()
  const store = open(dataDir)
  expect(store.faults()).toEqual([])
})
