import { expect, test } from 'vitest'
import { clozeHtml } from './cloze-html.ts'

const parts = [
  { text: 'Run `kubectl get ', hidden: false },
  { text: 'endpointslice', hidden: true, hint: 'resource' },
  { text: '` to see **backends**.', hidden: false },
]

test('a hole may stand inside a code span', () => {
  const html = clozeHtml(parts, true)
  expect(html).toContain('<code>kubectl get <mark class="hole filled">endpointslice</mark></code>')
  expect(html).toContain('<strong>backends</strong>')
})

test('an open hole shows its hint and nothing of the answer', () => {
  const html = clozeHtml(parts, false)
  expect(html).toContain('resource')
  expect(html).not.toContain('endpointslice')
})

test('a hidden text is escaped', () => {
  expect(clozeHtml([{ text: '<b>&', hidden: true }], true)).toContain('&lt;b&gt;&amp;')
})
