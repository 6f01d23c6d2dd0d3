import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { tryProcessLock } from './process-lock.ts'

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'kubedrill-lock-'))
  onTestFinished(() => {
    rmSync(made, { recursive: true })
  })
  return made
}

test('one holder at a time', () => {
  const file = join(folder(), 'lock')
  const lock = tryProcessLock(file)
  expect(lock).not.toBeNull()
  expect(tryProcessLock(file)).toBeNull()
  lock?.release()
  const again = tryProcessLock(file)
  expect(again).not.toBeNull()
  again?.release()
})

test('a holder that was killed holds nothing', async () => {
  const file = join(folder(), 'lock')
  const source = `
    import { tryProcessLock } from ${JSON.stringify(new URL('process-lock.ts', import.meta.url).href)}
    process.stdout.write(tryProcessLock(process.argv[1]) ? 'held' : 'busy')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('held')
  expect(tryProcessLock(file)).toBeNull()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = tryProcessLock(file)
  expect(lock).not.toBeNull()
  lock?.release()
})
