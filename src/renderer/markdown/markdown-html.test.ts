import { expect, test } from 'vitest'
import { consoleLines } from './console-lines.ts'
import { inlineHtml, markdownHtml } from './markdown-html.ts'

test('raw HTML stays text', () => {
  expect(markdownHtml('<img src=x onerror=alert(1)>')).not.toContain('<img')
  expect(inlineHtml('a <script>b</script>')).not.toContain('<script')
})

test('a console block tells commands from what they print', () => {
  const html = markdownHtml('```console\n$ kubectl get svc\nNAME <none>\n```')
  expect(html).toContain('<span class="command">kubectl get svc</span>')
  expect(html).toContain('<span class="output">NAME &lt;none&gt;</span>')
})

test('a command goes on over a backslash', () => {
  expect(consoleLines('$ kubectl exec web \\\n  -- curl api\nok')).toEqual([
    { command: true, text: 'kubectl exec web \\' },
    { command: true, text: '  -- curl api' },
    { command: false, text: 'ok' },
  ])
})

test('second-level headings get the anchors, in order', () => {
  const html = markdownHtml('# T\n\n## One\n\n### Not this\n\n## Two', { anchors: ['one', 'two'] })
  expect(html).toContain('<h2 id="one">')
  expect(html).toContain('<h2 id="two">')
  expect(html).toContain('<h3>')
})

test('links of the page stay in the interface, others open outside', () => {
  const html = markdownHtml('[a](#search) [b](https://kubernetes.io)', { linkBase: '#/topics/dns/' })
  expect(html).toContain('href="#/topics/dns/search"')
  expect(html).toContain('href="https://kubernetes.io" target="_blank" rel="noopener noreferrer"')
})

test('a script link is no link', () => {
  expect(markdownHtml('[a](javascript:alert(1))')).not.toContain('href')
})

test('a diagram is kept as its text until it is drawn', () => {
  expect(markdownHtml('```mermaid\nflowchart LR\n  a --> b\n```')).toContain('flowchart LR\n  a --&gt; b')
})
