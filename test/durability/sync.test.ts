import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/storage/open-store.ts'

const hasStrace = spawnSync('strace', ['--version']).status === 0
/** System calls can be traced on Linux only; there, CI has to have strace. */
const required = process.platform === 'linux' && process.env['CI'] !== undefined

test.skipIf(!hasStrace && !required)(
  'the log is synced after its last write and before the acknowledgement',
  () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-sync-'))
    onTestFinished(() => {
      rmSync(dataDir, { recursive: true, force: true })
    })
    openStore({ dataDir, newId: monotonicFactory() }).close()
    const trace = join(dataDir, 'trace')
    const run = spawnSync(
      'strace',
      [
        ...['-f', '-y', '-s', '64', '-o', trace, '-e', 'trace=write,pwrite64,fsync,fdatasync'],
        ...[process.execPath, join(import.meta.dirname, 'reviewer.ts'), dataDir, '0', 'card', '3'],
      ],
      { encoding: 'utf8' },
    )
    expect(run.status, run.stderr).toBe(0)
    const calls = readFileSync(trace, 'utf8').split('\n')
    const acknowledgements = calls.flatMap((line, index) => (/ write\(1.*"done /.test(line) ? [index] : []))
    expect(acknowledgements).toHaveLength(3)
    let from = 0
    for (const acknowledgement of acknowledgements) {
      const before = calls.slice(from, acknowledgement)
      const lastWrite = before.findLastIndex((line) => /pwrite64\(\d+<.*-wal>/.test(line))
      const lastSync = before.findLastIndex((line) => /f(?:data)?sync\(\d+<.*-wal>\)\s*= 0/.test(line))
      expect(lastWrite, 'the review was written to the log').toBeGreaterThanOrEqual(0)
      expect(lastSync, 'the log was synced after that').toBeGreaterThan(lastWrite)
      from = acknowledgement
    }
  },
)
