/** The five fields with their bounds and names (robfig/cron v3 `spec.go`). */
const fields: readonly { readonly low: number; readonly high: number; readonly names?: string }[] = [
  { low: 0, high: 59 },
  { low: 0, high: 23 },
  { low: 1, high: 31 },
  { low: 1, high: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec' },
  { low: 0, high: 6, names: 'sun mon tue wed thu fri sat' },
]

const descriptors = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']

/** Why a text is no schedule, in the words of robfig/cron's `ParseStandard`; null when it is one. */
export function scheduleProblem(schedule: string): string | null {
  const spec = schedule.replace(/^(TZ|CRON_TZ)=\S+\s+/, '')
  if (spec.trim() === '') return 'empty spec string'
  if (spec.startsWith('@')) {
    if (descriptors.includes(spec)) return null
    if (spec.startsWith('@every ')) return everyProblem(spec)
    return `unrecognized descriptor: ${spec}`
  }
  const parts = spec.trim().split(/\s+/)
  if (parts.length !== fields.length) {
    return `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`
  }
  for (const [index, part] of parts.entries()) {
    for (const expression of part.split(',').filter((piece) => piece !== '')) {
      const problem = rangeProblem(expression, index)
      if (problem !== null) return problem
    }
  }
  return null
}

function everyProblem(spec: string): string | null {
  const duration = spec.slice('@every '.length)
  if (/^[-+]?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(duration)) return null
  return `failed to parse duration ${spec}: time: invalid duration ${JSON.stringify(duration)}`
}

/** `number | number "-" number [ "/" number ]` */
function rangeProblem(expression: string, index: number): string | null {
  const { low, high } = fields[index] ?? { low: 0, high: 0 }
  const [range = '', step, ...slashes] = expression.split('/')
  const [first = '', last, ...hyphens] = range.split('-')
  let from = low
  let to = high
  if (first !== '*' && first !== '?') {
    const start = numberIn(first, index)
    if (typeof start === 'string') return start
    if (hyphens.length > 0) return `too many hyphens: ${expression}`
    const end = last === undefined ? start : numberIn(last, index)
    if (typeof end === 'string') return end
    from = start
    to = last === undefined && step !== undefined ? high : end
  }
  if (slashes.length > 0) return `too many slashes: ${expression}`
  const by = step === undefined ? 1 : integerIn(step)
  if (typeof by === 'string') return by
  if (from < low) return `beginning of range (${from}) below minimum (${low}): ${expression}`
  if (to > high) return `end of range (${to}) above maximum (${high}): ${expression}`
  if (from > to) return `beginning of range (${from}) beyond end of range (${to}): ${expression}`
  return by === 0 ? `step of range should be a positive number: ${expression}` : null
}

function numberIn(text: string, index: number): number | string {
  const { low, names } = fields[index] ?? { low: 0 }
  const named = names?.split(' ').indexOf(text.toLowerCase()) ?? -1
  return named >= 0 ? low + named : integerIn(text)
}

function integerIn(text: string): number | string {
  if (!/^[-+]?\d+$/.test(text)) {
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`
  }
  const number = Number(text)
  return number < 0 ? `negative number (${number}) not allowed: ${text}` : number
}
