import type { ProcessFiles } from '../program.ts'

/** Text of a pattern, and whether it was quoted and stands for itself. */
export interface Segment {
  readonly text: string
  readonly quoted: boolean
}

/** A shell pattern as an expression for a whole text; `*` and `?` do not match `/` when `path`. */
export function patternOf(segments: readonly Segment[], path = false): RegExp {
  const any = path ? '[^/]' : '[\\s\\S]'
  const source = segments
    .map(({ text, quoted }) =>
      quoted
        ? escape(text)
        : text.replace(/\[!?[^\]]+\]|[\s\S]/g, (part) => {
            if (part === '*') return `${any}*`
            if (part === '?') return any
            return part.length > 1 ? part.replace(/^\[!/, '[^') : escape(part)
          }),
    )
    .join('')
  return new RegExp(`^(?:${source})$`)
}

/** Paths that match, sorted; null when the segments hold no pattern or nothing matches: then they stand for themselves. */
export function expandPath(
  segments: readonly Segment[],
  files: ProcessFiles,
  folder: string,
): readonly string[] | null {
  if (!segments.some(({ text, quoted }) => !quoted && /[*?[]/.test(text))) return null
  const text = segments.map((segment) => segment.text).join('')
  const absolute = text.startsWith('/')
  let found: string[] = [absolute ? '' : folder === '/' ? '' : folder]
  for (const part of text.split('/').slice(absolute ? 1 : 0)) {
    const pattern = patternOf([{ text: part, quoted: !/[*?[]/.test(part) }], true)
    found = found.flatMap((base) =>
      (files.list(base === '' ? '/' : base) ?? [])
        .filter((name) => pattern.test(name) && (!name.startsWith('.') || part.startsWith('.')))
        .map((name) => `${base}/${name}`),
    )
  }
  if (found.length === 0) return null
  const prefix = folder === '/' ? '/' : `${folder}/`
  return found.map((path) => (absolute ? path : path.slice(prefix.length))).sort()
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
