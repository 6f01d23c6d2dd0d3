import { expect, it } from 'vitest'
import { findInMarkdown } from './markdown.ts'

it('finds what stands in a table in the line of its row', () => {
  const text = 'First.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | [there](#there) |\n'
  expect(findInMarkdown(text)).toEqual([{ kind: 'link', text: '#there', line: 6 }])
})
