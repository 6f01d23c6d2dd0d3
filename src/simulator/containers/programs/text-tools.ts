import { decode, encode, lines } from '../bytes.ts'
import type { Program } from '../program.ts'
import { complain, options, pause, pathOf, refuse, say, textOf, valueOf } from './tool.ts'

/** Copies files, or standard input as it comes. */
export const cat: Program = async (process) => {
  const read = options(process.argv.slice(1), ['-u'])
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  let code = 0
  for (const file of read.operands.length > 0 ? read.operands : ['-']) {
    if (file === '-') {
      for (let bytes = await process.stdin?.read(); bytes; bytes = await process.stdin?.read())
        process.stdout.write(bytes)
      continue
    }
    const bytes = process.files.read(pathOf(process, file))
    if (bytes !== null) process.stdout.write(bytes)
    else {
      const folder = process.files.list(pathOf(process, file)) !== null
      code = complain(process, `cat: ${file}: ${folder ? 'Is a directory' : 'No such file or directory'}\n`)
    }
  }
  return code
}

/** With -n, -e and -E. */
export const echo: Program = async (process) => {
  const args = process.argv.slice(1)
  let newline = true
  let escapes = false
  while (/^-[neE]+$/.test(args[0] ?? '')) {
    const flags = args.shift() ?? ''
    if (flags.includes('n')) newline = false
    if (flags.includes('e')) escapes = true
    if (flags.includes('E')) escapes = false
  }
  const text = args.join(' ')
  return say(process, (escapes ? unescaped(text) : text) + (newline ? '\n' : ''))
}

/** %s %d %i %c %x %o %b %% with flags and widths; the format is used again while there are arguments. */
export const printf: Program = async (process) => {
  const [, format, ...args] = process.argv
  if (format === undefined) return complain(process, 'printf: usage: printf format [arguments]\n', 2)
  let text = ''
  let code = 0
  do {
    text += unescaped(format).replace(
      /%(-?0?)(\d*)(?:\.(\d+))?([sdicxobfu%])/g,
      (_all, flag: string, width: string, precision: string | undefined, kind: string) => {
        if (kind === '%') return '%'
        const arg = args.shift() ?? ''
        let value = arg
        if ('dixouf'.includes(kind)) {
          const number = Number(arg || '0')
          if (Number.isNaN(number)) code = 1
          if (kind === 'f') value = (Number.isNaN(number) ? 0 : number).toFixed(Number(precision ?? 6))
          else
            value = Math.trunc(Number.isNaN(number) ? 0 : number).toString(
              kind === 'x' ? 16 : kind === 'o' ? 8 : 10,
            )
        } else if (kind === 'c') value = arg.slice(0, 1)
        else if (kind === 'b') value = unescaped(arg)
        else if (precision !== undefined) value = arg.slice(0, Number(precision))
        if (flag.includes('-')) return value.padEnd(Number(width))
        return value.padStart(Number(width), flag.includes('0') && 'dixou'.includes(kind) ? '0' : ' ')
      },
    )
  } while (args.length > 0 && /%[^%]/.test(format))
  return say(process, text, code)
}

export const head: Program = async (process) => {
  const read = options(
    process.argv.slice(1).map((arg) => arg.replace(/^-(\d+)$/, '-n$1')),
    ['-q'],
    ['-n', '-c'],
  )
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  const bytes = valueOf(read, '-c')
  const count = Number(valueOf(read, '-n') ?? 10)
  if (Number.isNaN(count) || count < 0) return refuse(process, 'this count')
  const [file = '-'] = read.operands
  if (file === '-' && bytes === null) {
    let left = count
    if (left === 0) return 0
    for await (const line of lines(process.stdin)) {
      say(process, `${line}\n`)
      if (--left === 0) break
    }
    return 0
  }
  const text = await textOf(process, file)
  if (text === null)
    return complain(process, `head: cannot open '${file}' for reading: No such file or directory\n`)
  if (bytes !== null) return say(process, decode(encode(text).slice(0, Number(bytes))))
  return say(
    process,
    text
      .split(/(?<=\n)/)
      .slice(0, count)
      .join(''),
  )
}

/** With -f a file is looked at every second, as tail does without inotify. */
export const tail: Program = async (process) => {
  const read = options(
    process.argv.slice(1).map((arg) => arg.replace(/^-(\d+)$/, '-n$1')),
    ['-f', '-F', '-q'],
    ['-n', '-c'],
  )
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  const given = valueOf(read, '-n') ?? '10'
  const [file = '-'] = read.operands
  const text = await textOf(process, file)
  if (text === null)
    return complain(process, `tail: cannot open '${file}' for reading: No such file or directory\n`)
  const all = text.split(/(?<=\n)/)
  const bytes = valueOf(read, '-c')
  if (bytes !== null) say(process, decode(encode(text).slice(-Number(bytes))))
  else if (given.startsWith('+')) say(process, all.slice(Number(given) - 1).join(''))
  else if (Number(given) > 0) say(process, all.slice(-Number(given)).join(''))
  if (!read.set.has('-f') && !read.set.has('-F')) return 0
  for (let shown = text.length; ;) {
    await pause(process, 1000)
    const now = (await textOf(process, file)) ?? ''
    if (now.length > shown) say(process, now.slice(shown))
    shown = now.length
  }
}

/** -i -v -c -n -q -o -E -F -w -x and -e; POSIX's basic expressions as far as JavaScript's mean the same. */
export const grep: Program = async (process) => {
  const read = options(
    process.argv.slice(1),
    ['-i', '-v', '-c', '-n', '-q', '-o', '-E', '-F', '-w', '-x', '-s', '-h', '--line-buffered'],
    ['-e'],
  )
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  const has = (flag: string) => read.set.has(flag)
  const given = valueOf(read, '-e')
  const [source = '', ...files] = given === null ? read.operands : [given, ...read.operands]
  let pattern = has('-F')
    ? source.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    : has('-E')
      ? source
      : basicExpression(source)
  pattern = pattern.replace(/\[\[:space:\]\]/g, '\\s').replace(/\[\[:digit:\]\]/g, '\\d')
  if (pattern.includes('[[:')) return refuse(process, 'this character class')
  if (has('-w')) pattern = `\\b(?:${pattern})\\b`
  if (has('-x')) pattern = `^(?:${pattern})$`
  const expression = new RegExp(pattern, has('-i') ? 'gi' : 'g')
  let matched = 0
  let code: number | null = null
  const look = (line: string, number: number, prefix: string) => {
    const found = line.match(expression)
    if ((found !== null) === has('-v')) return
    matched += 1
    if (has('-q') || has('-c')) return
    const where = prefix + (has('-n') ? `${String(number)}:` : '')
    for (const text of has('-o') ? (found ?? []) : [line]) say(process, `${where}${text}\n`)
  }
  for (const file of files.length > 0 ? files : ['-']) {
    const prefix = files.length > 1 && !has('-h') ? `${file}:` : ''
    let number = 0
    if (file === '-') {
      for await (const line of lines(process.stdin)) {
        look(line, ++number, prefix)
        if (has('-q') && matched > 0) break
      }
    } else {
      const text = await textOf(process, file)
      if (text === null) code = complain(process, `grep: ${file}: No such file or directory\n`, 2)
      for (const line of text?.replace(/\n$/, '').split('\n') ?? []) look(line, ++number, prefix)
    }
  }
  if (has('-c')) say(process, `${String(matched)}\n`)
  return code ?? (matched > 0 ? 0 : 1)
}

export const wc: Program = async (process) => {
  const read = options(process.argv.slice(1), ['-l', '-w', '-c'])
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  const [file = '-'] = read.operands
  const text = await textOf(process, file)
  if (text === null) return complain(process, `wc: ${file}: No such file or directory\n`)
  const counts = [
    ['-l', text.split('\n').length - 1],
    ['-w', text.split(/\s+/).filter((word) => word !== '').length],
    ['-c', encode(text).length],
  ] as const
  const asked = counts.filter(([flag]) => read.set.size === 0 || read.set.has(flag))
  const width = asked.length === 1 ? 0 : 7
  const shown = asked.map(([, count]) => String(count).padStart(width)).join(' ')
  return say(process, `${shown}${file === '-' ? '' : ` ${file}`}\n`)
}

/** In a basic expression `\(`, `\|`, `\+` are operators and their bare forms are not. */
function basicExpression(source: string): string {
  return source.replace(
    /\\([()|+?{}])|([()|+?{}])/g,
    (_all, operator: string | undefined, bare: string | undefined) => operator ?? `\\${bare ?? ''}`,
  )
}

function unescaped(text: string): string {
  const known: Readonly<Record<string, string>> = {
    n: '\n',
    t: '\t',
    r: '\r',
    '\\': '\\',
    a: '\x07',
    b: '\b',
    e: '\x1b',
    f: '\f',
    v: '\v',
  }
  return text.replace(
    /\\(?:0([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (all, octal?: string, hex?: string, letter?: string) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8))
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16))
      return known[letter ?? ''] ?? all
    },
  )
}
