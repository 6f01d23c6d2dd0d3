import { concat, encode } from '../containers/bytes.ts'
import type { LogOptions } from '../api/streams/containers.ts'
import type { ByteSink } from '../containers/program.ts'

/** A line that a container wrote; `text` has its newline, if one came. */
export interface LogLine {
  /** Epoch ms. */
  readonly at: number
  readonly text: Uint8Array
}

/** About as much as the kubelet keeps in one file is too much to hold in memory: 2 MiB, the oldest lines go first. */
const keptBytes = 2 * 1024 * 1024

/** The log of one run of a container. */
export class ContainerLog {
  readonly #now: () => number
  readonly #lines: LogLine[] = []
  readonly #followers = new Set<(line: LogLine | null) => void>()
  readonly #partial = new Map<'stdout' | 'stderr', Uint8Array>()
  #bytes = 0
  #ended = false

  constructor(now: () => number) {
    this.#now = now
  }

  /** Lines are kept when they are complete. */
  sink(stream: 'stdout' | 'stderr'): ByteSink {
    return {
      write: (bytes) => {
        let rest = concat([this.#partial.get(stream) ?? new Uint8Array(), bytes])
        for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
          this.#add(rest.slice(0, end + 1))
          rest = rest.slice(end + 1)
        }
        this.#partial.set(stream, rest)
      },
      end: () => undefined,
    }
  }

  end(): void {
    for (const rest of this.#partial.values()) if (rest.length > 0) this.#add(rest)
    this.#partial.clear()
    this.#ended = true
    for (const tell of [...this.#followers]) tell(null)
  }

  /** The lines that the options choose, as they are sent. */
  read(options: LogOptions): Uint8Array {
    const since =
      options.sinceSeconds === undefined ? options.sinceTime : this.#now() - options.sinceSeconds * 1000
    const recent = this.#lines.filter(({ at }) => since === undefined || at >= since)
    const last =
      options.tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - options.tailLines))
    const bytes = concat(last.map((line) => shown(line, options)))
    return options.limitBytes === undefined ? bytes : bytes.slice(0, options.limitBytes)
  }

  /** Tells every later line, and null at the end. The answer ends it. */
  follow(options: LogOptions, tell: (bytes: Uint8Array | null) => void): () => void {
    if (this.#ended) {
      tell(null)
      return () => undefined
    }
    const follower = (line: LogLine | null) => tell(line === null ? null : shown(line, options))
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  /** The last lines: at most 80 and 2048 bytes, for `terminationMessagePolicy: FallbackToLogsOnError`. */
  tailText(): string {
    const text = new TextDecoder().decode(concat(this.#lines.slice(-80).map(({ text }) => text)))
    return text.slice(-2048)
  }

  #add(text: Uint8Array): void {
    const line = { at: this.#now(), text }
    this.#lines.push(line)
    this.#bytes += text.length
    while (this.#bytes > keptBytes && this.#lines.length > 1)
      this.#bytes -= this.#lines.shift()?.text.length ?? 0
    for (const tell of [...this.#followers]) tell(line)
  }
}

function shown({ at, text }: LogLine, { timestamps = false }: LogOptions): Uint8Array {
  if (!timestamps) return text
  return concat([encode(`${new Date(at).toISOString().slice(0, 23)}000000Z `), text])
}
