import { collector, encode, sourceOf } from '../bytes.ts'
import { ReadOnlyFileSystemError } from '../files.ts'
import type { ByteSink, Connection } from '../program.ts'
import type { Redirection } from './ast.ts'
import type { Descriptors } from './builtins.ts'
import { unmodelled } from './shell-error.ts'
import type { ShellState } from './state.ts'

/** A redirection that failed: its command is not run. */
export class RedirectionError extends Error {}

/** The descriptors that a command gets; `flush` writes the files when it has ended. */
export interface Redirected {
  readonly io: Descriptors
  flush(): void
}

/** Throws RedirectionError, with the text that dash prints, and ShellSyntaxError for descriptors past 2. */
export async function redirect(
  redirections: readonly Redirection[],
  io: Descriptors,
  state: ShellState,
  textOf: (redirection: Redirection) => Promise<string>,
): Promise<Redirected> {
  let { stdin, stdout, stderr } = io
  const ends: (() => void)[] = []
  const put = (descriptor: number, sink: ByteSink) => {
    if (descriptor === 1) stdout = sink
    else if (descriptor === 2) stderr = sink
    else throw unmodelled(`the descriptor ${String(descriptor)}`)
  }
  for (const redirection of redirections) {
    const target = await textOf(redirection)
    const { operator, descriptor } = redirection
    switch (operator) {
      case '<<':
        stdin = sourceOf(encode(target))
        break
      case '<': {
        const connection = await connectionTo(target, state)
        if (connection !== null) ends.push(() => connection.close())
        stdin = connection ?? sourceOf(readFile(target, state))
        break
      }
      case '>':
      case '>>':
      case '&>': {
        const connection = await connectionTo(target, state)
        const sink = connection ?? openFile(target, operator === '>>', state, ends)
        if (connection !== null) ends.push(() => connection.close())
        put(operator === '&>' ? 1 : descriptor, sink)
        if (operator === '&>') put(2, sink)
        break
      }
      case '>&':
        if (target === '1') put(descriptor, stdout)
        else if (target === '2') put(descriptor, stderr)
        else throw unmodelled(`the redirection >&${target}`)
        break
      case '<&':
        throw unmodelled('the redirection <&')
    }
  }
  return {
    io: { stdin, stdout, stderr },
    flush: () => {
      for (const end of ends) end()
    },
  }
}

function readFile(target: string, state: ShellState): Uint8Array {
  const bytes = state.files.read(state.path(target))
  if (bytes === null) throw new RedirectionError(`cannot open ${target}: No such file`)
  return bytes
}

function openFile(target: string, append: boolean, state: ShellState, ends: (() => void)[]): ByteSink {
  const path = state.path(target)
  if (state.files.list(path) !== null) throw new RedirectionError(`cannot create ${target}: Is a directory`)
  if (state.files.list(path.replace(/\/[^/]*$/, '') || '/') === null) {
    throw new RedirectionError(`cannot create ${target}: Directory nonexistent`)
  }
  const before = append ? state.files.read(path) : null
  const written = collector()
  if (before !== null) written.write(before)
  const save = () => state.files.write(path, written.bytes())
  try {
    save()
  } catch (error) {
    if (!(error instanceof ReadOnlyFileSystemError)) throw error
    throw new RedirectionError(`cannot create ${target}: ${error.message}`)
  }
  ends.push(save)
  return {
    write: (bytes) => {
      written.write(bytes)
      save()
    },
    end: () => undefined,
  }
}

/** bash's /dev/tcp/HOST/PORT; other shells take it for a file that is not there. */
async function connectionTo(target: string, state: ShellState): Promise<Connection | null> {
  const found = /^\/dev\/(tcp|udp)\/([^/]+)\/(\d+)$/.exec(target)
  if (found === null || !state.options.has('bash')) return null
  const [, kind, host = '', port = ''] = found
  if (kind === 'udp') throw unmodelled('/dev/udp')
  const { network } = state.process
  const [address] = addressesOf(await network.resolve(host))
  if (address === undefined) {
    throw new RedirectionError(
      `${host}: Name or service not known\n${state.name}: line 1: ${target}: Invalid argument`,
    )
  }
  const made = await network.connect(address, Number(port), synTimeoutMs)
  if (typeof made !== 'string') return made
  const why = {
    refused: 'Connection refused',
    timeout: 'Connection timed out',
    'net-unreachable': 'Network is unreachable',
    'host-unreachable': 'No route to host',
  }[made]
  throw new RedirectionError(`connect: ${why}\n${state.name}: line 1: ${target}: ${why}`)
}

/** How long the kernel repeats a SYN: tcp_syn_retries 6. */
const synTimeoutMs = 127_000

function addressesOf(answer: readonly string[] | string): readonly string[] {
  return typeof answer === 'string' ? [] : answer
}
