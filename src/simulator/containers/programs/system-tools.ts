import { readAll } from '../bytes.ts'
import { ReadOnlyFileSystemError } from '../files.ts'
import type { Process, Program } from '../program.ts'
import { complain, forever, options, pathOf, pause, refuse, say, valueOf } from './tool.ts'

/** Seconds with fractions, units s m h d, `infinity`. */
export const sleep: Program = async (process) => {
  const [, ...times] = process.argv
  if (times.length === 0) return complain(process, 'sleep: missing operand\n')
  const units = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
  let ms = 0
  for (const time of times) {
    if (time === 'infinity' || time === 'inf') return forever()
    const [, number, unit] = /^(\d*\.?\d+)([smhd]?)$/.exec(time) ?? []
    if (number === undefined) return complain(process, `sleep: invalid time interval '${time}'\n`)
    ms += Number(number) * units[unit as keyof typeof units]
  }
  await pause(process, ms)
  return 0
}

export const yes: Program = async (process) => {
  for (;;) {
    say(process, `${process.argv.slice(1).join(' ') || 'y'}\n`)
    await pause(process, 1)
  }
}

export const seq: Program = async (process) => {
  const numbers = process.argv.slice(1).map(Number)
  if (numbers.length === 0 || numbers.some(Number.isNaN)) return complain(process, 'seq: invalid argument\n')
  const last = numbers.at(-1) ?? 0
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1
  if (step === 0) return complain(process, 'seq: invalid Zero increment value\n')
  for (let number = first; step > 0 ? number <= last : number >= last; number += step)
    say(process, `${String(number)}\n`)
  return 0
}

/** Names, one a line; -a -A -1 -d; -l is refused: the simulator keeps no modes, owners or times. */
export const ls: Program = async (process) => {
  const read = options(process.argv.slice(1), ['-a', '-A', '-1', '-d', '-p', '-F'])
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  let code = 0
  const targets = read.operands.length > 0 ? read.operands : ['.']
  for (const target of targets) {
    const path = pathOf(process, target)
    const names = process.files.list(path)
    if (process.files.read(path) !== null || (names !== null && read.set.has('-d')))
      say(process, `${target}\n`)
    else if (names === null)
      code = complain(process, `ls: cannot access '${target}': No such file or directory\n`, 2)
    else {
      if (targets.length > 1) say(process, `${target}:\n`)
      const hidden = read.set.has('-a') ? ['.', '..'] : []
      const shown = names.filter((name) => !name.startsWith('.') || read.set.has('-a') || read.set.has('-A'))
      for (const name of [...hidden, ...shown]) say(process, `${name}\n`)
    }
  }
  return code
}

export const env: Program = async (process) => {
  const args = process.argv.slice(1)
  const environment = new Map(process.environment)
  while (args[0] !== undefined && /^[A-Za-z_]\w*=/.test(args[0])) {
    const [name = '', ...value] = (args.shift() ?? '').split('=')
    environment.set(name, value.join('='))
  }
  const [command] = args
  if (command === undefined) {
    for (const [name, value] of environment) say(process, `${name}=${value}\n`)
    return 0
  }
  if (command.startsWith('-')) return refuse(process, `the option ${command}`)
  const running = process.exec(args, environment)
  return running ?? complain(process, `env: '${command}': No such file or directory\n`, 127)
}

export const printenv: Program = async (process) => {
  const [, name] = process.argv
  if (name === undefined) return env(process)
  const value = process.environment.get(name)
  return value === undefined ? 1 : say(process, `${value}\n`)
}

export const hostname: Program = async (process) => {
  const [, flag] = process.argv
  if (flag === '-i' || flag === '-I')
    return say(process, `${process.network.address}${flag === '-I' ? ' ' : ''}\n`)
  if (flag === '-s') return say(process, `${process.hostname.split('.')[0] ?? ''}\n`)
  if (flag !== undefined) return refuse(process, `\`hostname ${flag}\``)
  return say(process, `${process.hostname}\n`)
}

/** Every process is root's here. */
export const id: Program = async (process) => {
  const [, flag] = process.argv
  if (flag === undefined) return say(process, 'uid=0(root) gid=0(root) groups=0(root)\n')
  if (flag === '-u' || flag === '-g' || flag === '-G') return say(process, '0\n')
  return flag === '-un' || flag === '-gn' ? say(process, 'root\n') : refuse(process, `\`id ${flag}\``)
}

export const whoami: Program = async (process) => say(process, 'root\n')
export const pwd: Program = async (process) => say(process, `${process.workingFolder}\n`)
export const alwaysTrue: Program = async () => 0
export const alwaysFalse: Program = async () => 1

/** UTC; `+%s`, `+%F`, `+%T` and the common letters. */
export const date: Program = async (process) => {
  const format = process.argv.slice(1).find((arg) => arg !== '-u') ?? '+%a %b %e %H:%M:%S UTC %Y'
  if (!format.startsWith('+')) return refuse(process, `\`date ${format}\``)
  const now = new Date(process.clock.now())
  const unknown: string[] = []
  const text = format.slice(1).replace(/%(\d?[A-Za-z%])/g, (all, letter: string) => {
    const made = dateLetters[letter]?.(now)
    if (made === undefined) unknown.push(all)
    return made ?? ''
  })
  return unknown.length > 0 ? refuse(process, `the format ${unknown.join(' ')}`) : say(process, `${text}\n`)
}

const two = (number: number) => String(number).padStart(2, '0')
const dateLetters: Readonly<Record<string, (now: Date) => string>> = {
  s: (now) => String(Math.floor(now.getTime() / 1000)),
  N: (now) => String(now.getUTCMilliseconds()).padStart(3, '0').padEnd(9, '0'),
  '3N': (now) => String(now.getUTCMilliseconds()).padStart(3, '0'),
  Y: (now) => String(now.getUTCFullYear()),
  m: (now) => two(now.getUTCMonth() + 1),
  d: (now) => two(now.getUTCDate()),
  e: (now) => String(now.getUTCDate()).padStart(2),
  H: (now) => two(now.getUTCHours()),
  M: (now) => two(now.getUTCMinutes()),
  S: (now) => two(now.getUTCSeconds()),
  F: (now) => now.toISOString().slice(0, 10),
  T: (now) => now.toISOString().slice(11, 19),
  a: (now) => now.toUTCString().slice(0, 3),
  b: (now) => now.toUTCString().slice(8, 11),
  Z: () => 'UTC',
  z: () => '+0000',
  '%': () => '%',
}

/** PID, and the command; the columns of procps' `ps -e`/`ps aux` that the simulator knows nothing of are not shown. */
export const ps: Program = async (process) => {
  const shown = process.processes().map(({ pid, argv, startedAt }) => {
    const seconds = Math.floor((process.clock.now() - startedAt) / 1000)
    return `${String(pid).padStart(5)} root      ${String(Math.floor(seconds / 60)).padStart(1)}:${two(seconds % 60)} ${argv.join(' ')}\n`
  })
  return say(process, `  PID USER     TIME  COMMAND\n${shown.join('')}`)
}

/** `timeout 2 COMMAND…`: 124 when the time is over. */
export const timeout: Program = async (process) => {
  const read = process.argv.slice(1)
  while (read[0]?.startsWith('-') === true) return refuse(process, `the option ${read[0]}`)
  const [, number, unit = ''] = /^(\d*\.?\d+)([smh]?)$/.exec(read[0] ?? '') ?? []
  if (number === undefined)
    return complain(process, `timeout: invalid time interval '${read[0] ?? ''}'\n`, 125)
  const ms = Number(number) * ({ '': 1000, s: 1000, m: 60_000, h: 3_600_000 }[unit] ?? 1000)
  let pid = 0
  const running = process.spawn(read.slice(1), {
    started: (child) => {
      pid = child
    },
  })
  if (running === null) {
    return complain(
      process,
      `timeout: failed to run command '${read[1] ?? ''}': No such file or directory\n`,
      127,
    )
  }
  const start = process.clock.now()
  const cancel = process.clock.after(ms, () => process.kill(pid, 'SIGTERM'))
  const code = await running
  cancel()
  return process.clock.now() - start >= ms ? 124 : code
}

export const kill: Program = async (process) => {
  const read = process.argv.slice(1)
  const flag = read[0]?.startsWith('-') === true ? read.shift() : '-TERM'
  const signal = (
    {
      '-TERM': 'SIGTERM',
      '-15': 'SIGTERM',
      '-KILL': 'SIGKILL',
      '-9': 'SIGKILL',
      '-INT': 'SIGINT',
      '-2': 'SIGINT',
      '-HUP': 'SIGHUP',
      '-1': 'SIGHUP',
    } as const
  )[flag ?? '']
  if (signal === undefined) return refuse(process, `the option ${flag ?? ''}`)
  const missing = read.filter((pid) => !process.kill(Number(pid), signal))
  for (const pid of missing) complain(process, `kill: (${pid}) - No such process\n`)
  return missing.length > 0 ? 1 : 0
}

export const tee: Program = async (process) => {
  const bytes = await readAll(process.stdin)
  process.stdout.write(bytes)
  return writing(process, process.argv.slice(1), (path) => process.files.write(path, bytes))
}

export const touch: Program = async (process) =>
  writing(process, process.argv.slice(1), (path) => {
    if (process.files.read(path) === null) process.files.write(path, new Uint8Array())
  })

export const rm: Program = async (process) => {
  const read = options(process.argv.slice(1), ['-f'])
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  let code = 0
  const failed = writing(process, read.operands, (path) => {
    if (!process.files.remove(path) && valueOf(read, '-f') === null) {
      code = complain(process, `rm: cannot remove '${path}': No such file or directory\n`)
    }
  })
  return failed === 0 ? code : failed
}

function writing(process: Process, targets: readonly string[], write: (path: string) => void): number {
  const name = (process.argv[0] ?? '').replace(/.*\//, '')
  let code = 0
  for (const target of targets) {
    try {
      write(pathOf(process, target))
    } catch (error) {
      if (!(error instanceof ReadOnlyFileSystemError)) throw error
      code = complain(process, `${name}: cannot touch '${target}': ${error.message}\n`)
    }
  }
  return code
}
