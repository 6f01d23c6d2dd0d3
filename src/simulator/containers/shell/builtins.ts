import { encode } from '../bytes.ts'
import type { ByteSink, ByteSource } from '../program.ts'
import { LoopJump, ShellExit } from './jumps.ts'
import { unmodelled } from './shell-error.ts'
import type { ShellState } from './state.ts'
import { test } from './test-command.ts'

/** The descriptors of a command. */
export interface Descriptors {
  readonly stdin: ByteSource | null
  readonly stdout: ByteSink
  readonly stderr: ByteSink
}

/** What builtins ask of the interpreter. */
export interface Interpreter {
  readonly state: ShellState
  run(script: string, io: Descriptors): Promise<number>
  /** Until the background commands have ended, or a trap came. */
  waitForJobs(): Promise<number>
  readonly builtins: ReadonlySet<string>
  trap(signal: string, script: string | null): void
}

type Builtin = (
  args: readonly string[],
  io: Descriptors,
  interpreter: Interpreter,
) => number | Promise<number>

/** Commands that change the shell itself. Null for any other name. */
export function builtinOf(name: string): Builtin | null {
  return table.get(name) ?? null
}

const signals = new Set(['EXIT', 'TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2'])
const signalNumbers: Readonly<Record<string, string>> = {
  0: 'EXIT',
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  15: 'TERM',
}

const table = new Map<string, Builtin>([
  [':', () => 0],
  ['true', () => 0],
  ['false', () => 1],
  ['cd', changeFolder],
  ['pwd', (_args, io, { state }) => say(io.stdout, `${state.folder}\n`)],
  [
    'exit',
    ([code], _io, { state }) => {
      throw new ShellExit(code === undefined ? state.status : Number(code) & 255)
    },
  ],
  [
    'break',
    ([count = '1']) => {
      throw new LoopJump('break', Number(count))
    },
  ],
  [
    'continue',
    ([count = '1']) => {
      throw new LoopJump('continue', Number(count))
    },
  ],
  [
    'export',
    (args, io, { state }) => {
      if (args.length === 0) {
        for (const [name, value] of state.environment()) say(io.stdout, `export ${name}='${value}'\n`)
      }
      for (const arg of args) {
        const [name = '', ...value] = arg.split('=')
        if (value.length > 0) state.set(name, value.join('='), true)
        else state.export(name)
      }
      return 0
    },
  ],
  [
    'unset',
    (args, _io, { state }) => {
      for (const name of args) state.unset(name)
      return 0
    },
  ],
  [
    'shift',
    ([count = '1'], _io, { state }) => {
      state.positional = state.positional.slice(Number(count))
      return 0
    },
  ],
  ['set', setOptions],
  ['eval', (args, io, interpreter) => interpreter.run(args.join(' '), io)],
  ['wait', (_args, _io, interpreter) => interpreter.waitForJobs()],
  ['trap', setTrap],
  ['read', readLine],
  ['test', (args, io, { state }) => testCommand('test', args, io, state)],
  [
    '[',
    (args, io, { state }) =>
      args.at(-1) === ']'
        ? testCommand('[', args.slice(0, -1), io, state)
        : say(io.stderr, `${state.name}: 1: [: missing ]\n`, 2),
  ],
  [
    'command',
    ([flag, name = ''], io, interpreter) => {
      if (flag !== '-v' && flag !== '-V') throw unmodelled('`command` without -v')
      return whereIs(name, io, interpreter)
    },
  ],
  ['type', ([name = ''], io, interpreter) => whereIs(name, io, interpreter)],
  ['kill', killCommand],
])

/** Names of all builtins, and those that the interpreter does itself. */
export const builtinNames: ReadonlySet<string> = new Set([...table.keys(), 'exec'])

function say(sink: ByteSink, text: string, code = 0): number {
  sink.write(encode(text))
  return code
}

function changeFolder([target]: readonly string[], io: Descriptors, { state }: Interpreter): number {
  const wanted =
    target === '-' ? (state.valueOf('OLDPWD') ?? '/') : (target ?? state.valueOf('HOME') ?? '/root')
  const path = state.path(wanted)
  if (state.files.list(path) === null) {
    return say(io.stderr, `${state.name}: 1: cd: can't cd to ${wanted}\n`, 2)
  }
  state.set('OLDPWD', state.folder)
  state.folder = path
  state.set('PWD', path)
  return 0
}

function setOptions(args: readonly string[], io: Descriptors, { state }: Interpreter): number {
  if (args.length === 0) for (const [name, value] of state.all()) say(io.stdout, `${name}='${value}'\n`)
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '--') {
      state.positional = args.slice(index + 1)
      return 0
    }
    const named = arg === '-o' || arg === '+o'
    const names = named ? [args[++index] ?? ''] : Array.from(arg.slice(1))
    for (const name of names) {
      const option = { errexit: 'e', nounset: 'u', xtrace: 'x' }[name] ?? name
      if (!/^[-+]/.test(arg) || !['e', 'u', 'x', 'pipefail'].includes(option))
        throw unmodelled(`set ${arg} ${name}`)
      if (arg.startsWith('-')) state.options.add(option)
      else state.options.delete(option)
    }
  }
  return 0
}

function setTrap(args: readonly string[], io: Descriptors, interpreter: Interpreter): number {
  const { state } = interpreter
  const [action, ...names] = args
  if (action === undefined) {
    for (const [name, script] of state.traps) say(io.stdout, `trap -- '${script}' ${name}\n`)
    return 0
  }
  for (const given of names) {
    const name = signalNumbers[given] ?? given.replace(/^SIG/, '')
    if (!signals.has(name)) return say(io.stderr, `${state.name}: 1: trap: ${given}: bad trap\n`, 1)
    interpreter.trap(name, action === '-' ? null : action)
  }
  return 0
}

/** Bytes are read one line at a time; what follows the line stays. */
async function readLine(args: readonly string[], io: Descriptors, { state }: Interpreter): Promise<number> {
  const names = args.filter((arg) => arg !== '-r')
  const flag = names.find((name) => name.startsWith('-'))
  if (flag !== undefined) throw unmodelled(`read ${flag}`)
  const line = io.stdin === null ? null : await lineFrom(io.stdin)
  const fields = (line ?? '').trim().split(/[ \t]+/)
  const targets = names.length > 0 ? names : ['REPLY']
  targets.forEach((name, index) => {
    const last = index === targets.length - 1
    state.set(name, last ? fields.slice(index).join(' ') : (fields[index] ?? ''))
  })
  return line === null ? 1 : 0
}

const leftovers = new WeakMap<ByteSource, string>()

async function lineFrom(source: ByteSource): Promise<string | null> {
  let text = leftovers.get(source) ?? ''
  while (!text.includes('\n')) {
    const bytes = await source.read()
    if (bytes === null) {
      leftovers.set(source, '')
      return text === '' ? null : text
    }
    text += new TextDecoder().decode(bytes)
  }
  const [line = '', ...rest] = text.split('\n')
  leftovers.set(source, rest.join('\n'))
  return line
}

function testCommand(name: string, args: readonly string[], io: Descriptors, state: ShellState): number {
  const answer = test(args, state.files, (text) => state.path(text))
  return typeof answer === 'string' ? say(io.stderr, `${state.name}: 1: ${name}: ${answer}\n`, 2) : answer
}

function whereIs(name: string, io: Descriptors, { state, builtins }: Interpreter): number {
  if (builtins.has(name)) return say(io.stdout, `${name}\n`)
  if (!state.process.has(name)) return 127
  return say(io.stdout, name.startsWith('/') ? `${name}\n` : `/usr/bin/${name}\n`)
}

function killCommand(args: readonly string[], io: Descriptors, { state }: Interpreter): number {
  const flag = args.find((arg) => arg.startsWith('-'))
  const wanted = signalNumbers[(flag ?? '-15').slice(1)] ?? (flag ?? '-TERM').slice(1).replace(/^SIG/, '')
  const signal = ({ TERM: 'SIGTERM', INT: 'SIGINT', HUP: 'SIGHUP', KILL: 'SIGKILL', 9: 'SIGKILL' } as const)[
    wanted
  ]
  if (signal === undefined) throw unmodelled(`kill ${flag ?? ''}`)
  let code = 0
  for (const pid of args.filter((arg) => arg !== flag)) {
    if (!state.process.kill(Number(pid), signal)) {
      code = say(io.stderr, `${state.name}: 1: kill: No such process\n`, 1)
    }
  }
  return code
}
