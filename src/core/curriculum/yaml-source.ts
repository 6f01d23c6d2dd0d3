import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type { ContentProblem } from './content-problem.ts'

/** Where something stands in a file, from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A YAML document that still knows where each value was written. */
export interface YamlSource {
  readonly file: string
  readonly value: unknown
  /** Syntax errors and duplicate keys. */
  readonly problems: readonly ContentProblem[]
  /** Where the value at `path` begins, or its nearest parent that is there. */
  positionOf(path: readonly PropertyKey[]): Position
  /** Where `key` of the mapping at `path` is written. */
  positionOfKey(path: readonly PropertyKey[], key: string): Position
}

/** Parses YAML 1.2 text that begins after `lineOffset` lines of `file`. Never throws: faults become `problems`. */
export function parseYaml(file: string, text: string, lineOffset = 0): YamlSource {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const positionAt = (offset: number): Position => {
    const { line, col } = counter.linePos(offset)
    return { line: Math.max(1, line) + lineOffset, column: Math.max(1, col) }
  }
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    file,
    ...positionAt(error.pos[0]),
    code: 'yaml-syntax',
    message: sentence(error.message),
    remedy: 'Correct the YAML; quote text that contains `: ` or begins with a special character.',
  }))
  return {
    file,
    value: document.errors.length === 0 ? document.toJS() : undefined,
    problems,
    positionOf: (path) => positionAt(offsetOf(nearestNode(document, path))),
    positionOfKey: (path, key) => {
      const parent = nearestNode(document, path)
      return positionAt(keyOffset(parent, key) ?? offsetOf(parent))
    },
  }
}

function nearestNode(document: Document.Parsed, path: readonly PropertyKey[]): Node | null {
  for (let length = path.length; length > 0; length -= 1) {
    const found = document.getIn(path.slice(0, length), true)
    if (isNode(found)) return found
  }
  return document.contents
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

function keyOffset(node: Node | null, key: string): number | undefined {
  if (!isMap(node)) return undefined
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined
}

function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
