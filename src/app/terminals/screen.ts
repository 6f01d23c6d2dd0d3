import headless from '@xterm/headless'
import { SerializeAddon } from '@xterm/addon-serialize'

/** Lines kept above the screen. */
const scrollback = 5000
/** A replay above this many characters is made again with less scrollback; frames and viewers stay bounded. */
const maxReplay = 1_000_000

export interface Replay {
  readonly data: string
  readonly cols: number
  readonly rows: number
}

/** A terminal's screen, kept without a display so that a viewer who comes later sees what was there. */
export class Screen {
  readonly #terminal: headless.Terminal
  readonly #serializer = new SerializeAddon()
  /** Told what the program on the terminal asked of it (cursor position, device attributes) while `answers` is true. */
  onReply: (data: string) => void = () => undefined
  #answers = true

  constructor(cols: number, rows: number) {
    this.#terminal = new headless.Terminal({ cols, rows, scrollback, allowProposedApi: true })
    this.#terminal.loadAddon(this.#serializer)
    this.#terminal.onData((data) => {
      if (this.#answers) this.onReply(data)
    })
  }

  /** Takes output; `done` is called once it is on the screen. Everything here happens in the order of the calls. */
  write(data: string, done?: () => void): void {
    this.#terminal.write(data, done)
  }

  /** A viewer's own terminal answers queries; this one does only while there is none. */
  answerQueries(answers: boolean): void {
    this.write('', () => {
      this.#answers = answers
    })
  }

  resize(cols: number, rows: number): void {
    this.write('', () => {
      this.#terminal.resize(cols, rows)
    })
  }

  /** What redraws the screen and as much scrollback as fits, as of all output written before this call. */
  replay(done: (replay: Replay) => void): void {
    this.write('', () => {
      done({ data: this.#serialize(), cols: this.#terminal.cols, rows: this.#terminal.rows })
    })
  }

  dispose(): void {
    this.#terminal.dispose()
  }

  #serialize(): string {
    let lines = scrollback
    let data = this.#serializer.serialize({ scrollback: lines })
    while (data.length > maxReplay && lines > 0) {
      lines = Math.floor(lines / 4)
      data = this.#serializer.serialize({ scrollback: lines })
    }
    return data
  }
}
