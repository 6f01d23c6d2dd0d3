import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAttempt } from '../../src/app/labs/read-attempt.ts'
import type { LabRun } from '../../src/core/labs/lab-run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attempt-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function attempt(script: string): Promise<void> {
  const file = join(folder, 'repair.sh')
  writeFileSync(file, script)
  const run = { cluster: { kubeconfig: join(folder, 'kubeconfig') } } as unknown as LabRun
  return readAttempt(file)(run)
}

test('a script is led to the lab’s cluster, with a cache of its own', async () => {
  await attempt(`printf '%s\\n' "$KUBECONFIG" "$KUBECACHEDIR" > '${folder}/seen'`)
  expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe(`${folder}/kubeconfig\n${folder}/kube-cache\n`)
})

test('a command that reads its input does not swallow the rest of the script', async () => {
  await expect(attempt('cat > /dev/null\nexit 7\n')).rejects.toMatchObject({ code: 'lab.bad-attempt' })
})

test('a script that ends with an error is no repair', async () => {
  await expect(attempt('echo no such thing >&2\nfalse\ntrue\n')).rejects.toThrow(
    /ended with 1: no such thing/,
  )
})
