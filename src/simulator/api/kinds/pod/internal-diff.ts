import { structuredPatch } from 'diff'
import { internalJson } from './internal-json.ts'

/**
 * What changed between two objects, as apimachinery's `diff.Diff` prints it since 1.35: a unified diff of the internal types' JSON, one
 * space an indent, three lines of context.
 */
export function internalDiff(type: string, previous: object, next: object): string {
  const patch = structuredPatch('', '', pretty(type, previous), pretty(type, next), '', '', { context: 3 })
  return patch.hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
      [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...lines].join('\n'),
    )
    .map((hunk) => `${hunk}\n`)
    .join('')
}

function pretty(type: string, value: object): string {
  const json = JSON.stringify(internalJson(type, value), null, 1)
  return `${json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)}\n`
}

function range(start: number, lines: number): string {
  return lines === 1 ? `${start}` : `${start},${lines}`
}
