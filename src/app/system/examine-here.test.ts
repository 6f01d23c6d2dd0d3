import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import { expect, onTestFinished, test } from 'vitest'
import { databaseName, openStore } from '../../storage/open-store.ts'
import { systemClock } from '../system-clock.ts'
import type { DoctorCheck } from './doctor.ts'
import { examineHere } from './examine-here.ts'

/** What doctor finds after `damage` to a folder that was sound. No host may be started for it. */
async function found(damage: (file: string, sound: Buffer) => void): Promise<DoctorCheck[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-doctor-'))
  onTestFinished(() => {
    rmSync(dataDir, { recursive: true, force: true })
  })
  openStore({ dataDir, newId: monotonicFactory() }).close()
  const file = join(dataDir, databaseName)
  damage(file, readFileSync(file))
  return examineHere({
    dataDir,
    environment: { PATH: '/nowhere' },
    clock: systemClock,
    hostStarter: {
      start: () => {
        throw new Error('a host was started')
      },
    },
  })
}

const faults: [string, (file: string, sound: Buffer) => void][] = [
  ['damaged', (file, sound) => writeFileSync(file, sound.fill(0x5a, 3 * 4096))],
  ['damaged', (file) => writeFileSync(file, 'this is no database'.repeat(500))],
  // `user_version` stands at byte 60 (SQLite's file format, 1.3).
  ['newer', (file, sound) => writeFileSync(file, sound.fill(1, 60, 64))],
]

test.each(faults)('a database that is %s is found, with what to do', async (word, damage) => {
  const checks = await found(damage)
  const database = checks.find(({ name }) => name === 'Database')
  expect(database).toMatchObject({ state: 'missing', found: expect.stringContaining(word) as string })
  expect(database?.remedy).not.toMatch(/^$|backups/)
  expect(checks.find(({ name }) => name === 'Lab host')).toMatchObject({ state: 'warning' })
})
