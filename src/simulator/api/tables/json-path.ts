/** One step of a path: into a field, an element, all elements, or those that a filter lets through. */
export type PathStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }
  | {
      readonly kind: 'filter'
      readonly path: JsonPath
      readonly operator: '==' | '!='
      readonly value: unknown
    }

export type JsonPath = readonly PathStep[]

/**
 * Parses what CRD printer columns use of kubectl's JSONPath: `.spec.x`, `.a['b.c']`, `.a\.b`, `[0]`, `[-1]`, `[*]` and
 * `[?(@.type=="Ready")]`. Null for anything else: unions, slices and recursion are not modelled.
 */
export function parseJsonPath(text: string): JsonPath | null {
  const steps: PathStep[] = []
  let rest = text.startsWith('.') || text.startsWith('[') ? text : `.${text}`
  if (rest === '.') return []
  while (rest !== '') {
    const found = firstStep(rest)
    if (found === null) return null
    steps.push(found.step)
    rest = rest.slice(found.length)
  }
  return steps
}

/** Every value at the path; none when a field is missing. */
export function findAll(path: JsonPath, root: unknown): readonly unknown[] {
  return path.reduce<readonly unknown[]>(
    (values, step) => values.flatMap((value) => follow(step, value)),
    [root],
  )
}

const field = /^\.((?:\\.|[^.[\]\\])+)/
const quoted = /^\[(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")\]/
const index = /^\[(-?\d+)\]/
const all = /^(?:\[\*\]|\.\*)/
const filter = /^\[\?\(\s*@((?:\.|\[)[^=!]*?)\s*(==|!=)\s*("[^"]*"|'[^']*'|[^)\s]+)\s*\)\]/

function firstStep(text: string): { step: PathStep; length: number } | null {
  const star = all.exec(text)
  if (star !== null) return { step: { kind: 'all' }, length: star[0].length }
  const name = field.exec(text) ?? quoted.exec(text)
  if (name !== null) {
    const raw = name[1] ?? name[2] ?? ''
    return { step: { kind: 'field', name: raw.replaceAll(/\\(.)/g, '$1') }, length: name[0].length }
  }
  const number = index.exec(text)
  if (number !== null) return { step: { kind: 'index', index: Number(number[1]) }, length: number[0].length }
  const condition = filter.exec(text)
  if (condition === null) return null
  const path = parseJsonPath(condition[1] ?? '')
  if (path === null) return null
  const operator = condition[2] === '==' ? '==' : '!='
  return {
    step: { kind: 'filter', path, operator, value: literal(condition[3] ?? '') },
    length: condition[0].length,
  }
}

function literal(text: string): unknown {
  if (/^["']/.test(text)) return text.slice(1, -1)
  if (text === 'true' || text === 'false') return text === 'true'
  return Number.isNaN(Number(text)) ? text : Number(text)
}

function follow(step: PathStep, value: unknown): readonly unknown[] {
  switch (step.kind) {
    case 'field':
      return isRecord(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : []
    case 'index': {
      const element: unknown = Array.isArray(value) ? value.at(step.index) : undefined
      return element === undefined ? [] : [element]
    }
    case 'all':
      return Array.isArray(value)
        ? (value as readonly unknown[])
        : isRecord(value)
          ? Object.values(value)
          : []
    case 'filter':
      return Array.isArray(value)
        ? (value as readonly unknown[]).filter((one) => {
            const [found] = findAll(step.path, one)
            return found !== undefined && (found === step.value) === (step.operator === '==')
          })
        : []
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
