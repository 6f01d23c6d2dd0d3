import { decode, encode, readAll } from '../bytes.ts'
import type { Process, Program } from '../program.ts'
import type { Descriptors } from './builtins.ts'
import { ShellInterpreter } from './interpreter.ts'
import { ShellExit } from './jumps.ts'
import { parse } from './parser.ts'
import { ShellSyntaxError } from './shell-error.ts'
import { ShellState } from './state.ts'

/** `sh` and `bash`: a part of POSIX' shell language; what is left out is refused by name, with status 2. */
export function shell(kind: 'sh' | 'bash'): Program {
  return async (process) => {
    const args = process.argv.slice(1)
    const options: string[] = []
    let command: string | null = null
    for (let flag = args[0]; flag !== undefined && /^-[a-z]+$/.test(flag); flag = args[0]) {
      args.shift()
      for (const letter of flag.slice(1)) {
        if (letter === 'c') command = ''
        else if ('eux'.includes(letter)) options.push(letter)
        else if (!'il'.includes(letter)) return refuse(process, `${kind} -${letter} is not modelled`)
      }
    }
    if (command !== null) command = args.shift() ?? ''
    const name =
      (command === null ? args.shift() : (args.shift() ?? process.argv[0])) ?? process.argv[0] ?? kind
    const state = new ShellState(process, name, args)
    for (const option of options) state.options.add(option)
    if (kind === 'bash') state.options.add('bash')
    const interpreter = new ShellInterpreter(state)
    const io: Descriptors = process
    if (command !== null) return script(interpreter, command, io)
    if (name !== (process.argv[0] ?? kind)) {
      const bytes = process.files.read(state.path(name))
      if (bytes === null) return refuse(process, `${kind}: 0: cannot open ${name}: No such file`)
      return script(interpreter, decode(bytes), io)
    }
    if (process.terminal !== null) return interactive(interpreter, process, io)
    return script(interpreter, decode(await readAll(process.stdin)), { ...io, stdin: null })
  }
}

async function script(interpreter: ShellInterpreter, text: string, io: Descriptors): Promise<number> {
  return interpreter.finish(await guarded(interpreter, text, io), io)
}

/** The status of a script; a syntax error is told, with status 2. */
async function guarded(interpreter: ShellInterpreter, text: string, io: Descriptors): Promise<number> {
  try {
    return await interpreter.run(text, io)
  } catch (error) {
    if (error instanceof ShellExit) return error.code
    if (!(error instanceof ShellSyntaxError)) throw error
    io.stderr.write(encode(`${interpreter.state.name}: 1: ${error.message}\n`))
    return 2
  }
}

async function interactive(
  interpreter: ShellInterpreter,
  process: Process,
  io: Descriptors,
): Promise<number> {
  const { state } = interpreter
  // An interactive shell ignores SIGTERM and survives SIGINT.
  process.onSignal((signal) => {
    if (signal === 'SIGHUP') process.kill(process.pid, 'SIGKILL')
  })
  const prompt = () =>
    state.options.has('bash')
      ? `root@${process.hostname}:${state.folder === '/root' ? '~' : state.folder}# `
      : '# '
  for (;;) {
    let text = await process.terminal?.readLine(prompt())
    while (typeof text === 'string' && isIncomplete(text)) {
      const more = await process.terminal?.readLine('> ')
      if (typeof more !== 'string') break
      text += `\n${more}`
    }
    if (typeof text !== 'string') {
      if (state.options.has('bash')) process.stderr.write(encode('exit\n'))
      return interpreter.finish(state.status, io)
    }
    try {
      await interpreter.run(text, io)
    } catch (error) {
      if (error instanceof ShellExit) {
        if (state.options.has('bash')) process.stderr.write(encode('exit\n'))
        return interpreter.finish(error.code, io)
      }
      if (!(error instanceof ShellSyntaxError)) throw error
      process.stderr.write(encode(`${state.name}: 1: ${error.message}\n`))
      state.status = 2
    }
  }
}

function isIncomplete(text: string): boolean {
  if (text.trim() === '') return false
  try {
    parse(text)
    return false
  } catch (error) {
    return error instanceof ShellSyntaxError && error.incomplete
  }
}

function refuse(process: Process, text: string): number {
  process.stderr.write(encode(`${text}\n`))
  return 2
}
