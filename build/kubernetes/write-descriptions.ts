import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { openFacts } from '../../src/simulator/api/schema/facts.ts'

/**
 * Writes out/kubernetes/descriptions.json.br: the texts that `kubectl explain` shows, by schema id and field ('' for the type), taken
 * from the typings of the installed @kubernetes/client-node. A build step: the texts are not committed. The typings are those of a
 * neighbouring Kubernetes release and have lost their line breaks.
 */
const root = resolve(import.meta.dirname, '../..')
const target = join(root, 'out/kubernetes')
const client = createRequire(import.meta.url).resolve('@kubernetes/client-node')
const models = join(dirname(client), 'gen/models')

const descriptions: Record<string, Record<string, string>> = {}
for (const [id, { properties = {} }] of Object.entries(
  openFacts(join(root, 'resources/kubernetes')).schemas(),
)) {
  const file = modelNames(id)
    .map((name) => join(models, `${name}.d.ts`))
    .find((path) => existsSync(path))
  if (file === undefined) continue
  const texts = textsOf(readFileSync(file, 'utf8'))
  descriptions[id] = Object.fromEntries(
    [...texts].filter(([field]) => field === '' || Object.hasOwn(properties, field)),
  )
}

mkdirSync(target, { recursive: true })
writeFileSync(join(target, 'descriptions.json.br'), brotliCompressSync(JSON.stringify(descriptions)))
console.log(`out/kubernetes/descriptions.json.br: ${Object.keys(descriptions).length} types`)

/** What the generator calls a type: `V1ServicePort`, with the group before it where two groups share a name. */
function modelNames(id: string): readonly string[] {
  const [kind = '', version = '', group = ''] = id.split('.').reverse()
  const name = `${capital(version)}${kind}`
  return [`${capital(group)}${name}`, name]
}

/** The comment before the class, and the one before each property. */
function textsOf(source: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  const pattern = /\/\*\*\n\s*\* ([^\n]*)\n\s*\*\/\n\s*(?:export declare class \w+|'([^']+)'\??:)/g
  for (const [, text = '', property = ''] of source.matchAll(pattern))
    texts.set(property.replace(/^_/, ''), unescaped(text))
  return texts
}

function unescaped(text: string): string {
  return withLineBreaks(
    text
      .replaceAll(/\\(['"])/g, '$1')
      .replaceAll('*_/', '*/')
      .trim(),
  )
}

/** A line break became a space: two in a row were a paragraph's end, three an indented line's. Most often right. */
function withLineBreaks(text: string): string {
  return text.replaceAll(/ {3}(?=[-*A-Z`"])/g, '\n  ').replaceAll(/(?<! |\n) {2}(?=\S)/g, '\n\n')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
