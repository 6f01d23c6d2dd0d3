import {
  terminalFlow,
  type Terminal,
  type TerminalInput,
  type TerminalOutput,
} from '../../contract/terminals.ts'
import type { Clock } from '../../core/clock.ts'
import type { TerminalAttachment } from '../app.ts'
import type { Pty } from './pty.ts'
import { Screen } from './screen.ts'
import { Viewer } from './viewer.ts'

/** A viewer that holds the shell back this long without an acknowledgement is taken for gone, ms. */
const stallMs = 15_000
/** A shell that ignores the hang-up is killed after this, ms. */
const killMs = 2_000

/** One shell on a pty, its screen, and those who watch it. */
export class LearnerTerminal {
  readonly #pty: Pty
  readonly #clock: Clock
  readonly #screen: Screen
  readonly #viewers = new Set<Viewer>()
  readonly #ended = new AbortController()
  readonly #onChange: () => void
  #info: Terminal
  /** Characters that the screen has not drawn yet. */
  #undrawn = 0
  #paused = false
  #closing = false
  #watching: AbortController | undefined

  constructor(info: Terminal, pty: Pty, clock: Clock, onChange: () => void) {
    this.#info = info
    this.#pty = pty
    this.#clock = clock
    this.#onChange = onChange
    this.#screen = new Screen(info.cols, info.rows)
    this.#screen.onReply = (data) => {
      pty.write(data)
    }
    pty.onData((data) => {
      this.#output(data)
    })
    pty.onExit((exitCode) => {
      this.#info = { ...this.#info, exitCode }
      this.#ended.abort()
      for (const viewer of this.#viewers) viewer.send({ type: 'exit', exitCode }, clock.now())
      onChange()
    })
  }

  get info(): Terminal {
    return this.#info
  }

  rename(title: string): void {
    this.#info = { ...this.#info, title }
    this.#onChange()
  }

  attach(receive: (message: TerminalOutput) => void, onInput: () => void): TerminalAttachment {
    const viewer = new Viewer(receive)
    this.#viewers.add(viewer)
    if (this.#viewers.size === 1) this.#screen.answerQueries(false)
    this.#join(viewer)
    return {
      send: (message) => {
        if (!this.#viewers.has(viewer)) return
        if (message.type !== 'ack') onInput()
        this.#take(viewer, message)
      },
      detach: () => {
        if (!this.#viewers.delete(viewer)) return
        if (this.#viewers.size === 0) this.#screen.answerQueries(true)
        this.#regulate()
      },
    }
  }

  /** Hangs the shell up; resolves once it is gone. */
  async close(): Promise<void> {
    if (this.#info.exitCode === null) {
      // A shell that blocks on its last output would not end: from here no viewer holds it back.
      this.#closing = true
      this.#regulate()
      this.#pty.kill('SIGHUP')
      const ended = new Promise<void>((resolve) => {
        this.#ended.signal.addEventListener('abort', () => {
          resolve()
        })
      })
      this.#clock.sleep(killMs, this.#ended.signal).then(
        () => {
          this.#pty.kill('SIGKILL')
        },
        () => undefined, // it ended in time
      )
      await ended
    }
    this.#screen.dispose()
  }

  #output(data: string): void {
    this.#undrawn += data.length
    this.#screen.write(data, () => {
      this.#undrawn -= data.length
      this.#regulate()
    })
    for (const viewer of this.#viewers) viewer.send({ type: 'output', data }, this.#clock.now())
    this.#regulate()
  }

  #join(viewer: Viewer): void {
    this.#screen.replay((replay) => {
      viewer.joined(replay)
    })
    // Its place in line is behind the replay.
    if (this.#info.exitCode !== null) viewer.send({ type: 'exit', exitCode: this.#info.exitCode }, 0)
  }

  #take(viewer: Viewer, message: TerminalInput): void {
    switch (message.type) {
      case 'input':
        this.#pty.write(message.data)
        return
      case 'resize':
        this.#resize(message.cols, message.rows)
        return
      case 'ack':
        viewer.acknowledge(message.chars, this.#clock.now())
        if (viewer.isBehind) {
          viewer.rejoin()
          this.#join(viewer)
        }
        this.#regulate()
    }
  }

  #resize(cols: number, rows: number): void {
    if (cols === this.#info.cols && rows === this.#info.rows) return
    this.#info = { ...this.#info, cols, rows }
    this.#pty.resize(cols, rows)
    this.#screen.resize(cols, rows)
    this.#onChange()
  }

  /** Reads the shell only as fast as the screen and the slowest viewer that still acknowledges. */
  #regulate(): void {
    const viewers = this.#closing ? [] : [...this.#viewers]
    if (!this.#paused && (this.#undrawn > terminalFlow.high || viewers.some((each) => each.isAboveHigh))) {
      this.#paused = true
      this.#pty.pause()
    } else if (this.#paused && this.#undrawn < terminalFlow.low && viewers.every((each) => each.isBelowLow)) {
      this.#paused = false
      this.#watching?.abort()
      this.#watching = undefined
      this.#pty.resume()
    }
    if (this.#paused && this.#watching === undefined) this.#watchStall()
  }

  /** While the shell is held back: lets viewers fall behind that no longer acknowledge. */
  #watchStall(): void {
    const watching = new AbortController()
    this.#watching = watching
    this.#clock.sleep(stallMs, watching.signal).then(
      () => {
        this.#watching = undefined
        const since = this.#clock.now() - stallMs
        for (const viewer of this.#viewers) if (viewer.owesSince(since)) viewer.fallBehind()
        this.#regulate()
      },
      () => undefined, // the shell is read again
    )
  }
}
