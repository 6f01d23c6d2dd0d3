import type { Process, ProcessFiles } from '../program.ts'

interface Variable {
  readonly value: string
  readonly exported: boolean
}

/** What a shell remembers between commands; a subshell has a copy. */
export class ShellState {
  readonly process: Process
  /** `$0` */
  name: string
  positional: readonly string[]
  folder: string
  status = 0
  lastBackground = ''
  readonly options = new Set<string>()
  /** By signal name without SIG, or EXIT. */
  readonly traps = new Map<string, string>()
  readonly #variables: Map<string, Variable>

  constructor(process: Process, name: string, positional: readonly string[]) {
    this.process = process
    this.name = name
    this.positional = positional
    this.folder = process.workingFolder
    this.#variables = new Map(
      [...process.environment].map(([key, value]) => [key, { value, exported: true }]),
    )
    this.set('PWD', this.folder)
  }

  get files(): ProcessFiles {
    return this.process.files
  }

  /** Traps are not inherited, but for those that ignore. */
  copy(): ShellState {
    const copy = new ShellState(this.process, this.name, this.positional)
    copy.#variables.clear()
    for (const [name, variable] of this.#variables) copy.#variables.set(name, variable)
    copy.folder = this.folder
    copy.status = this.status
    copy.lastBackground = this.lastBackground
    for (const option of this.options) copy.options.add(option)
    return copy
  }

  /** Null when unset. */
  valueOf(name: string): string | null {
    if (name === '?') return String(this.status)
    if (name === '$') return String(this.process.pid)
    if (name === '!') return this.lastBackground
    if (name === '#') return String(this.positional.length)
    if (name === '-') return [...this.options].filter((option) => option.length === 1).join('')
    if (name === '@' || name === '*') return this.positional.join(' ')
    if (name === '0') return this.name
    if (/^\d+$/.test(name)) return this.positional[Number(name) - 1] ?? null
    return this.#variables.get(name)?.value ?? null
  }

  set(name: string, value: string, exported = this.#variables.get(name)?.exported ?? false): void {
    this.#variables.set(name, { value, exported })
  }

  export(name: string): void {
    this.set(name, this.#variables.get(name)?.value ?? '', true)
  }

  unset(name: string): void {
    this.#variables.delete(name)
  }

  /** What a program that is started gets. */
  environment(more: readonly (readonly [string, string])[] = []): ReadonlyMap<string, string> {
    const exported = [...this.#variables].filter(([, variable]) => variable.exported)
    return new Map([...exported.map(([name, { value }]) => [name, value] as const), ...more])
  }

  /** All variables, sorted, as `set` lists them. */
  all(): readonly (readonly [string, string])[] {
    return [...this.#variables]
      .map(([name, { value }]) => [name, value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** A path as the working folder has it, without `.` and `..`. */
  path(text: string): string {
    return absolutePath(text, this.folder)
  }
}

/** A path without `.` and `..`, from `folder` on when it is relative. */
export function absolutePath(text: string, folder: string): string {
  const parts: string[] = []
  for (const part of (text.startsWith('/') ? text : `${folder}/${text}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}
