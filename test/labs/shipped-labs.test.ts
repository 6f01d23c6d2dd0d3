import { expect, it } from 'vitest'
import { findContentFolder } from '../../src/app/curriculum/find-content-folder.ts'
import { openContentFolder } from '../../src/app/curriculum/open-content-folder.ts'
import type { ContentFiles } from '../../src/core/curriculum/content-files.ts'
import { imagesOf } from '../../src/core/labs/lab-images.ts'
import { loadLabs, readLabs } from '../../src/core/labs/load-labs.ts'

const ours = openContentFolder(findContentFolder())
const lab = 'labs/service-selector-drift/lab.yaml'

/** The program's own labs with one file changed. */
function changed(path: string, change: (text: string) => string): ContentFiles {
  return {
    ...ours,
    read: async (file) => (file === path ? change(await ours.read(file)) : ours.read(file)),
  }
}

it('the program’s labs have no faults, and are found by ticket and by id', async () => {
  const catalog = await loadLabs(ours)
  expect(catalog.find('net-102')?.id).toBe('service-selector-drift')
  expect(catalog.find('service-selector-drift')?.ticket).toBe('NET-102')
  expect(catalog.find('nothing')).toBeNull()
  expect(imagesOf(catalog.labs).length).toBeGreaterThan(1)
  expect(imagesOf(catalog.labs).every((image) => /^[\w./-]+:[\w.]+$/.test(image))).toBe(true)
})

it.each([
  ['unknown-key', (text: string) => text.replace('difficulty:', 'dificulty:')],
  ['missing-key', (text: string) => text.replace(/^minutes: \d+$/m, '')],
  ['unknown-goal', (text: string) => text.replace('brokenFails: [', 'brokenFails: [nothing, ')],
  ['missing-file', (text: string) => text.replace('slice.yaml', 'slices.yaml')],
  [
    'unused-file',
    (text: string) => text.replace(/\n {2}- id: slice-by-hand[\s\S]*?(?=\n {2}- id: second)/, ''),
  ],
  [
    'unknown-variable',
    (text: string) => text.replace('http://storefront.${shop}', 'http://storefront.${store}'),
  ],
  ['unknown-choice', (text: string) => text.replace('answer: service-has-no-backend', 'answer: nothing')],
  ['names-the-cause', (text: string) => text.replace('**From:**', 'service-selector-drift **From:**')],
  ['duplicate-id', (text: string) => text.replace('ticket: NET-102', 'ticket: NET-101')],
  ['yaml-syntax', (text: string) => `${text}\n  : [`],
])('says %s with file and line', async (code, change) => {
  const { problems } = await readLabs(changed(lab, change))
  const found = problems.find((problem) => problem.code === code)
  expect(found, JSON.stringify(problems)).toBeDefined()
  expect(found?.file).toMatch(/^labs\//)
  expect(found?.line).toBeGreaterThan(0)
  expect(found?.remedy).not.toBe('')
})
