import { BrokenPipeError, collector, decode, encode, pipe } from '../bytes.ts'
import type { Signal } from '../program.ts'
import type { AndOr, Command, List, Pipeline, Redirection } from './ast.ts'
import { builtinNames, builtinOf, type Descriptors, type Interpreter } from './builtins.ts'
import { expandFields, expandPattern, expandText, type Substitute } from './expansion.ts'
import { LoopJump, ShellExit } from './jumps.ts'
import { parse } from './parser.ts'
import { patternOf } from './pattern.ts'
import { redirect, RedirectionError } from './redirections.ts'
import type { ShellState } from './state.ts'

/** Runs parsed scripts in one shell; subshells are interpreters with a copied state. */
export class ShellInterpreter implements Interpreter {
  readonly state: ShellState
  readonly builtins = builtinNames
  readonly #jobs = new Set<Promise<number>>()
  readonly #pending: string[] = []
  #wake: (() => void) | null = null
  #handlesSignals = false

  constructor(state: ShellState) {
    this.state = state
  }

  /** Answers the status. Throws ShellSyntaxError, ShellExit and LoopJump. */
  run(script: string, io: Descriptors): Promise<number> {
    return this.list(parse(script), io)
  }

  /** The EXIT trap, and the code to exit with. */
  async finish(code: number, io: Descriptors): Promise<number> {
    const script = this.state.traps.get('EXIT')
    if (script === undefined) return code
    this.state.traps.delete('EXIT')
    this.state.status = code
    try {
      await this.run(script, io)
    } catch (error) {
      if (error instanceof ShellExit) return error.code
      throw error
    }
    return code
  }

  trap(name: string, script: string | null): void {
    if (script === null) this.state.traps.delete(name)
    else this.state.traps.set(name, script)
    if (name === 'EXIT' || this.#handlesSignals) return
    this.#handlesSignals = true
    this.state.process.onSignal((signal) => this.#receive(signal))
  }

  async waitForJobs(): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>()
    this.#wake = () => resolve(128 + 15)
    Promise.all(this.#jobs).then(
      () => resolve(0),
      () => resolve(1),
    )
    const status = this.#pending.length > 0 ? 128 + 15 : await promise
    this.#wake = null
    return status
  }

  async list(list: List, io: Descriptors): Promise<number> {
    for (const item of list) {
      if (item.background) this.#background(item, io)
      else this.state.status = await this.#andOr(item, io)
      await this.#runTraps(io)
    }
    return this.state.status
  }

  #receive(signal: Signal): void {
    const script = this.state.traps.get(signal.replace('SIG', ''))
    if (script === undefined) {
      if (this.state.process.pid !== 1) this.state.process.kill(this.state.process.pid, 'SIGKILL')
      return
    }
    if (script !== '') this.#pending.push(script)
    this.#wake?.()
  }

  async #runTraps(io: Descriptors): Promise<void> {
    for (const script of this.#pending.splice(0)) {
      const before = this.state.status
      await this.run(script, io)
      this.state.status = before
    }
  }

  #background(item: AndOr, io: Descriptors): void {
    const shell = new ShellInterpreter(this.state.copy())
    const job = shell.#contained(() =>
      shell.#andOr(item, { ...io, stdin: null }, (pid) => {
        this.state.lastBackground = String(pid)
      }),
    )
    this.#jobs.add(job)
    job.then(
      () => this.#jobs.delete(job),
      () => this.#jobs.delete(job),
    )
    this.state.status = 0
  }

  async #andOr({ first, rest }: AndOr, io: Descriptors, started?: (pid: number) => void): Promise<number> {
    let status = await this.#pipeline(first, io, rest.length > 0, started)
    for (const [index, [operator, pipeline]] of rest.entries()) {
      this.state.status = status
      if ((status === 0) === (operator === '&&')) {
        status = await this.#pipeline(pipeline, io, index < rest.length - 1)
      }
    }
    return status
  }

  /** `tested`: a failure decides something, so that `set -e` does not end the shell. */
  async #pipeline(
    { commands, negated }: Pipeline,
    io: Descriptors,
    tested: boolean,
    started?: (pid: number) => void,
  ): Promise<number> {
    const [only] = commands
    const status =
      commands.length === 1 && only !== undefined
        ? await this.#command(only, io, started)
        : await this.#piped(commands, io)
    if (negated) return status === 0 ? 1 : 0
    if (status !== 0 && !tested && this.state.options.has('e')) throw new ShellExit(status)
    return status
  }

  async #piped(commands: readonly Command[], io: Descriptors): Promise<number> {
    const pipes = commands.slice(1).map(() => pipe())
    const statuses = await Promise.all(
      commands.map(async (command, index) => {
        const shell = new ShellInterpreter(this.state.copy())
        const input = pipes[index - 1]
        const output = pipes[index]
        const status = await shell.#contained(() =>
          shell.#command(command, { ...io, stdin: input ?? io.stdin, stdout: output ?? io.stdout }),
        )
        output?.end()
        input?.stopReading()
        return status
      }),
    )
    const failed = statuses.findLast((status) => status !== 0) ?? 0
    return this.state.options.has('pipefail') ? failed : (statuses.at(-1) ?? 0)
  }

  /** In a subshell `exit` ends only that. */
  async #contained(run: () => Promise<number>): Promise<number> {
    try {
      return await run()
    } catch (error) {
      if (error instanceof ShellExit) return error.code
      if (error instanceof BrokenPipeError) return 128 + 13
      throw error
    }
  }

  async #command(command: Command, io: Descriptors, started?: (pid: number) => void): Promise<number> {
    const words = command.kind === 'simple' ? await this.#fields(command.words, io) : []
    let redirected
    try {
      redirected = await redirect(command.redirections, io, this.state, (redirection) =>
        this.#target(redirection, io),
      )
    } catch (error) {
      if (!(error instanceof RedirectionError)) throw error
      this.#complain(io, command.kind === 'simple' ? command.line : 1, error.message)
      return this.state.options.has('bash') ? 1 : 2
    }
    try {
      return command.kind === 'simple'
        ? await this.#simple(command, words, redirected.io, started)
        : await this.#compound(command, redirected.io)
    } finally {
      redirected.flush()
    }
  }

  async #simple(
    command: Extract<Command, { kind: 'simple' }>,
    words: readonly string[],
    io: Descriptors,
    started?: (pid: number) => void,
  ): Promise<number> {
    const assigned: (readonly [string, string])[] = []
    for (const [name, word] of command.assignments) {
      assigned.push([name, await expandText(word, this.state, this.#substitute(io))])
    }
    const [name, ...args] = words
    if (this.state.options.has('x') && name !== undefined) io.stderr.write(encode(`+ ${words.join(' ')}\n`))
    if (name === undefined) {
      for (const [variable, value] of assigned) this.state.set(variable, value)
      return assigned.length > 0 &&
        command.assignments.some(([, word]) => word.some(({ kind }) => kind === 'command'))
        ? this.state.status
        : 0
    }
    if (name === 'exec') return this.#exec(args, io, assigned)
    const builtin = builtinOf(name)
    if (builtin !== null) {
      for (const [variable, value] of assigned) this.state.set(variable, value)
      return builtin(args, io, this)
    }
    const running = this.state.process.spawn(words, {
      ...io,
      environment: this.state.environment(assigned),
      workingFolder: this.state.folder,
      ...(started !== undefined && { started }),
    })
    return running ?? this.#notFound(name, command.line, io)
  }

  async #exec(
    args: readonly string[],
    io: Descriptors,
    assigned: readonly (readonly [string, string])[],
  ): Promise<number> {
    const [name] = args
    if (name === undefined) return 0
    const environment = this.state.environment(assigned)
    const running = this.state.process.exec(args, environment, io)
    if (running === null) throw new ShellExit(this.#notFound(name, 1, io))
    throw new ShellExit(await running)
  }

  #notFound(name: string, line: number, io: Descriptors): number {
    if (this.state.options.has('bash')) this.#complain(io, line, `${name}: command not found`)
    else this.#complain(io, line, `${name}: not found`)
    return 127
  }

  #complain({ stderr }: Descriptors, line: number, text: string): void {
    const where = this.state.options.has('bash') ? `line ${String(line)}` : String(line)
    stderr.write(encode(`${this.state.name}: ${where}: ${text}\n`))
  }

  async #compound(command: Exclude<Command, { kind: 'simple' }>, io: Descriptors): Promise<number> {
    switch (command.kind) {
      case 'group':
        return this.list(command.body, io)
      case 'subshell': {
        const shell = new ShellInterpreter(this.state.copy())
        return shell.#contained(() => shell.list(command.body, io))
      }
      case 'if':
        for (const [condition, body] of command.branches) {
          if ((await this.#condition(condition, io)) === 0) return this.list(body, io)
        }
        return command.otherwise === null ? 0 : this.list(command.otherwise, io)
      case 'while':
      case 'until':
        return this.#loop(io, command.body, async () => {
          const status = await this.#condition(command.condition, io)
          return (status === 0) === (command.kind === 'while')
        })
      case 'for': {
        const values = [
          ...(command.words === null ? this.state.positional : await this.#fields(command.words, io)),
        ]
        return this.#loop(io, command.body, () => {
          const value = values.shift()
          if (value !== undefined) this.state.set(command.name, value)
          return Promise.resolve(value !== undefined)
        })
      }
      case 'case': {
        const subject = await expandText(command.subject, this.state, this.#substitute(io))
        for (const [patterns, body] of command.branches) {
          for (const pattern of patterns) {
            const segments = await expandPattern(pattern, this.state, this.#substitute(io))
            if (patternOf(segments).test(subject)) return this.list(body, io)
          }
        }
        return 0
      }
    }
  }

  /** `set -e` does not apply to a condition. */
  async #condition(list: List, io: Descriptors): Promise<number> {
    const strict = this.state.options.delete('e')
    try {
      return await this.list(list, io)
    } finally {
      if (strict) this.state.options.add('e')
    }
  }

  /** Each turn takes a millisecond of the clock, so that a loop that does nothing can not stop the cluster. */
  async #loop(io: Descriptors, body: List, goesOn: () => Promise<boolean>): Promise<number> {
    let status = 0
    while (await goesOn()) {
      try {
        status = await this.list(body, io)
      } catch (error) {
        if (!(error instanceof LoopJump)) throw error
        if (error.loops > 1) throw new LoopJump(error.kind, error.loops - 1)
        if (error.kind === 'break') return 0
      }
      const { promise, resolve } = Promise.withResolvers<undefined>()
      this.state.process.clock.after(1, () => resolve(undefined))
      await promise
    }
    return status
  }

  async #fields(
    words: readonly Parameters<typeof expandFields>[0][],
    io: Descriptors,
  ): Promise<readonly string[]> {
    const fields: string[] = []
    for (const word of words) fields.push(...(await expandFields(word, this.state, this.#substitute(io))))
    return fields
  }

  #target(redirection: Redirection, io: Descriptors): Promise<string> {
    return expandText(redirection.target, this.state, this.#substitute(io))
  }

  #substitute(io: Descriptors): Substitute {
    return async (list) => {
      const output = collector()
      const shell = new ShellInterpreter(this.state.copy())
      this.state.status = await shell.#contained(() => shell.list(list, { ...io, stdout: output }))
      return decode(output.bytes())
    }
  }
}
