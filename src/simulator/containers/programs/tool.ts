import { decode, encode, readAll } from '../bytes.ts'
import type { Process } from '../program.ts'
import { absolutePath } from '../shell/state.ts'

/** Writes to standard output; the answer is the exit code. */
export function say(process: Process, text: string, code = 0): number {
  process.stdout.write(encode(text))
  return code
}

/** Writes to standard error; the answer is the exit code. */
export function complain(process: Process, text: string, code = 1): number {
  process.stderr.write(encode(text))
  return code
}

/** Says by name what a tool can not do here. */
export function refuse(process: Process, what: string): number {
  const [name = ''] = process.argv
  return complain(
    process,
    `${name.replace(/.*\//, '')}: ${what} is not modelled by the embedded cluster\n`,
    2,
  )
}

/** A path from the working folder on. */
export function pathOf(process: Process, text: string): string {
  return absolutePath(text, process.workingFolder)
}

/** A file's text, or standard input for `-`; null when there is no such file. */
export async function textOf(process: Process, file: string): Promise<string | null> {
  if (file === '-') return decode(await readAll(process.stdin))
  const bytes = process.files.read(pathOf(process, file))
  return bytes === null ? null : decode(bytes)
}

/** Resolves after `ms` of the clock. */
export function pause(process: Pick<Process, 'clock'>, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  process.clock.after(ms, () => resolve(undefined))
  return promise
}

/** Never resolves: the process ends when it is killed. */
export function forever(): Promise<never> {
  return new Promise(() => undefined)
}

/** Options of a command line: letters with and without a value, as getopt reads them. */
export interface Options {
  /** Set options, with their values; '' for those without. */
  readonly set: ReadonlyMap<string, readonly string[]>
  readonly operands: readonly string[]
}

/**
 * Reads `-abc`, `-n5`, `-n 5`, `--name=value`, `--name value` and `--`. `flags` take no value, `valued` take one; the answer is a text
 * that names an option that is neither.
 */
export function options(
  args: readonly string[],
  flags: readonly string[],
  valued: readonly string[] = [],
): Options | string {
  const set = new Map<string, string[]>()
  const operands: string[] = []
  const put = (name: string, value: string) => set.set(name, [...(set.get(name) ?? []), value])
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '--') return { set, operands: [...operands, ...args.slice(index + 1)] }
    if (arg.startsWith('--')) {
      const [name = '', ...rest] = arg.split('=')
      if (flags.includes(name)) put(name, rest.join('='))
      else if (!valued.includes(name)) return name
      else put(name, rest.length > 0 ? rest.join('=') : (args[++index] ?? ''))
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let at = 1; at < arg.length; at++) {
        const letter = `-${arg[at] ?? ''}`
        if (flags.includes(letter)) put(letter, '')
        else if (!valued.includes(letter)) return letter
        else {
          put(letter, arg.slice(at + 1) || (args[++index] ?? ''))
          break
        }
      }
    } else operands.push(arg)
  }
  return { set, operands }
}

/** The last value of an option; null when it is not set. */
export function valueOf({ set }: Options, ...names: readonly string[]): string | null {
  return names.map((name) => set.get(name)?.at(-1)).find((value) => value !== undefined) ?? null
}

/** `500ms`, `1.5s`, `2m`, `1h30m` as ms; null for what is no duration (Go's time.ParseDuration; a bare 0 too). */
export function goDuration(text: string): number | null {
  if (text === '0') return 0
  if (!/^(?:\d+(?:\.\d+)?(?:ms|us|ns|[smh]))+$/.test(text)) return null
  const units = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, ns: 0.000_001 }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|[smh])/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * units[unit as keyof typeof units],
    0,
  )
}
