import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findContentFolder } from './find-content-folder.ts'
import { lintFolder } from './lint-folder.ts'

test('what is no folder is a mistake on the line, not content with faults', async () => {
  for (const path of ['/nonexistent', import.meta.filename]) {
    await expect(lintFolder(path)).rejects.toMatchObject({ code: 'content.not-a-folder', exit: 2 })
  }
})

test('a card of a wrong type is told alone, with the type that was meant', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubedrill-lint-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  cpSync(findContentFolder(), folder, { recursive: true })
  const file = join(folder, 'topics/dns/cards.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('type: typed', 'type: typd'))
  const problems = await lintFolder(folder)
  expect(problems).toEqual([
    expect.objectContaining({
      file: 'topics/dns/cards.yaml',
      code: 'wrong-value',
      message: expect.stringMatching(/^cards\[\d+\]\.type: `typd` is not one of its values\.$/) as string,
      remedy: 'Did you mean `typed`?',
    }),
  ])
})
