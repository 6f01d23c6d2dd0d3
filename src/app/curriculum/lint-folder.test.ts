import { expect, test } from 'vitest'
import { lintFolder } from './lint-folder.ts'

test('what is no folder is a mistake on the line, not content with faults', async () => {
  for (const path of ['/nonexistent', import.meta.filename]) {
    await expect(lintFolder(path)).rejects.toMatchObject({ code: 'content.not-a-folder', exit: 2 })
  }
})
