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

test('a lock outlives the reference to it, and not its killed holder', async () => {
  const file = join(folder(), 'lock')
  const source = `
    import { tryProcessLock } from ${JSON.stringify(new URL('process-lock.ts', import.meta.url).href)}
    const take = () => (tryProcessLock(process.argv[1]) ? 'held' : 'busy')
    const said = take()
    const turn = () => new Promise((next) => setImmediate(next))
    await turn()
    gc()
    await turn()
    process.stdout.write(said)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', source, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
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
