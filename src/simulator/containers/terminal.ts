import { decode, encode, pipe } from './bytes.ts'
import type { ByteSink, ByteSource, ProcessTerminal } from './program.ts'

/** A terminal between a person (who types into `type`, and is shown what goes to `screen`) and the processes of a session. */
export interface Terminal extends ProcessTerminal {
  readonly stdin: ByteSource
  readonly stdout: ByteSink
  /** Keys as a terminal emulator in raw mode sends them. */
  type(bytes: Uint8Array): void
  /** The person went away. */
  hangUp(): void
  resize(columns: number, rows: number): void
}

/** Line editing with history for {@link ProcessTerminal.readLine}; echo, erase and ^C, ^D for everything else. */
export function openTerminal(screen: ByteSink, interrupt: () => void): Terminal {
  const input = pipe()
  const history: string[] = []
  let size = { columns: 80, rows: 24 }
  let line: string[] = []
  let cursor = 0
  let past = 0
  let gone = false
  let reading: { prompt: string; resolve: (line: string | null) => void } | null = null
  const show = (text: string) => screen.write(encode(text))

  const redraw = () => {
    const back = line.length - cursor
    show(`\r${reading?.prompt ?? ''}${line.join('')}\x1b[K${back > 0 ? `\x1b[${String(back)}D` : ''}`)
  }
  const replace = (text: string) => {
    line = Array.from(text)
    cursor = line.length
    redraw()
  }
  const enter = () => {
    show('\r\n')
    const text = line.join('')
    line = []
    cursor = 0
    if (reading === null) {
      input.write(encode(`${text}\n`))
      return
    }
    if (text.trim() !== '' && history.at(-1) !== text) history.push(text)
    past = history.length
    finish(text)
  }
  const finish = (answer: string | null) => {
    const { resolve } = reading ?? { resolve: () => undefined }
    reading = null
    resolve(answer)
  }
  const control: Readonly<Record<string, () => void>> = {
    '\r': enter,
    '\n': enter,
    '\x03': () => {
      show('^C\r\n')
      line = []
      cursor = 0
      if (reading === null) interrupt()
      else finish('')
    },
    '\x04': () => {
      if (line.length > 0) {
        if (reading === null) input.write(encode(line.splice(0).join('')))
      } else if (reading === null) input.end()
      else finish(null)
    },
    '\x7f': () => erase(1),
    '\b': () => erase(1),
    '\x15': () => erase(cursor),
    '\x17': () => erase(/\S*\s*$/.exec(line.slice(0, cursor).join(''))?.[0].length ?? 0),
    '\x01': () => move(-cursor),
    '\x05': () => move(line.length - cursor),
    '\x0c': () => {
      show('\x1b[H\x1b[2J')
      redraw()
    },
    '\x1b[A': () => recall(-1),
    '\x1b[B': () => recall(1),
    '\x1b[C': () => move(1),
    '\x1b[D': () => move(-1),
    '\x1b[3~': () => {
      line.splice(cursor, 1)
      redraw()
    },
  }
  const erase = (count: number) => {
    const many = Math.min(count, cursor)
    if (many === 0) return
    line.splice(cursor - many, many)
    cursor -= many
    redraw()
  }
  const move = (by: number) => {
    cursor = Math.min(Math.max(cursor + by, 0), line.length)
    if (reading !== null) redraw()
  }
  const recall = (by: number) => {
    if (reading === null) return
    past = Math.min(Math.max(past + by, 0), history.length)
    replace(history[past] ?? '')
  }
  const key = (name: string) => {
    const act = control[name]
    if (act !== undefined) {
      act()
      return
    }
    if (name < ' ') return
    line.splice(cursor, 0, name)
    cursor += 1
    if (cursor === line.length) show(name)
    else redraw()
  }
  return {
    get columns() {
      return size.columns
    },
    get rows() {
      return size.rows
    },
    stdin: input,
    stdout: {
      write: (bytes) => screen.write(encode(decode(bytes).replace(/\r?\n/g, '\r\n'))),
      end: () => undefined,
    },
    type: (bytes) => {
      for (const name of decode(bytes).match(/\x1b\[[0-9]*[A-Z~a-z]|[\s\S]/gu) ?? []) key(name)
    },
    readLine: (prompt) => {
      if (gone) return Promise.resolve(null)
      const { promise, resolve } = Promise.withResolvers<string | null>()
      show(prompt)
      reading = { prompt, resolve }
      past = history.length
      return promise
    },
    hangUp: () => {
      gone = true
      input.end()
      finish(null)
    },
    resize: (columns, rows) => {
      size = { columns, rows }
    },
  }
}
