import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal, type ITheme } from '@xterm/xterm'
import type { TerminalOutput } from '../../contract/terminals.ts'
import type { Client, TerminalLink } from '../client/client.ts'
import { Acknowledger } from './acknowledger.ts'
import { terminalKeyUse, type TerminalKeyUse } from './terminal-keys.ts'

export interface TerminalViewOptions {
  readonly client: Client
  readonly terminal: string
  readonly theme: ITheme
  readonly fontSize: number
  /** The keys that the page keeps for itself. */
  readonly onKey: (use: Exclude<TerminalKeyUse, 'shell' | 'type'>) => void
  /** The learner typed or pointed. */
  readonly onActivity: () => void
  readonly onExit: (exitCode: number) => void
  /** What is wrong with the link; null when nothing is. */
  readonly onProblem: (problem: string | null) => void
}

const fontFamily = "'JetBrains Mono Variable', ui-monospace, monospace"
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** One xterm on one terminal of the program: draws, acknowledges, resizes; comes back with a replay after a lost link. */
export class TerminalView {
  readonly #xterm: Terminal
  readonly #fit = new FitAddon()
  readonly #search = new SearchAddon()
  readonly #link: TerminalLink
  readonly #acknowledger: Acknowledger
  readonly #options: TerminalViewOptions
  readonly #sizes: ResizeObserver
  #joined = false

  constructor(element: HTMLElement, options: TerminalViewOptions) {
    this.#options = options
    this.#xterm = new Terminal({
      allowProposedApi: true,
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      fontFamily,
      fontSize: options.fontSize,
      lineHeight: 1.15,
      macOptionIsMeta: true,
      minimumContrastRatio: 4.5,
      scrollback: 5000,
      theme: options.theme,
    })
    this.#xterm.loadAddon(this.#fit)
    this.#xterm.loadAddon(this.#search)
    this.#xterm.loadAddon(new Unicode11Addon())
    this.#xterm.unicode.activeVersion = '11'
    this.#xterm.loadAddon(new WebLinksAddon((_, url) => void open(url, '_blank', 'noopener,noreferrer')))
    this.#xterm.open(element)
    this.#xterm.attachCustomKeyEventHandler((event) => this.#key(event))

    this.#link = options.client.openTerminal(options.terminal, {
      receive: (message) => this.#receive(message),
      connected: (problem) => {
        if (problem !== null) this.#joined = false
        options.onProblem(problem)
      },
    })
    this.#acknowledger = new Acknowledger((chars) => this.#link.send({ type: 'ack', chars }))
    this.#xterm.onData((data) => {
      options.onActivity()
      this.#link.send({ type: 'input', data })
    })
    this.#xterm.onBinary((data) => this.#link.send({ type: 'input', data }))
    this.#xterm.onResize(({ cols, rows }) => {
      if (this.#joined) this.#link.send({ type: 'resize', cols, rows })
    })
    this.#sizes = new ResizeObserver(() => this.fit())
    this.#sizes.observe(element)
  }

  /** Fits to the element, unless it is hidden; until the replay is drawn the size is the host's. */
  fit(): void {
    const size = this.#joined ? this.#fit.proposeDimensions() : undefined
    if (size === undefined || !(size.cols >= 2) || !(size.rows >= 1)) return
    this.#xterm.resize(Math.min(1000, size.cols), Math.min(1000, size.rows))
  }

  look(theme: ITheme, fontSize: number): void {
    this.#xterm.options.theme = theme
    this.#xterm.options.fontSize = fontSize
    this.fit()
  }

  focus(): void {
    this.#xterm.focus()
  }

  blur(): void {
    this.#xterm.blur()
  }

  selection(): string {
    return this.#xterm.getSelection()
  }

  paste(text: string): void {
    this.#xterm.paste(text)
  }

  /** Marks the next match above (`back`) or below; false when there is none. */
  find(text: string, back: boolean): boolean {
    return back ? this.#search.findPrevious(text) : this.#search.findNext(text)
  }

  dispose(): void {
    this.#sizes.disconnect()
    this.#link.close()
    this.#xterm.dispose()
  }

  #receive(message: TerminalOutput): void {
    if (message.type === 'output') {
      this.#xterm.write(message.data, () => this.#acknowledger.drew(message.data.length))
    } else if (message.type === 'exit') {
      this.#options.onExit(message.exitCode)
    } else {
      this.#acknowledger.restart()
      this.#joined = false
      this.#xterm.reset()
      this.#xterm.resize(message.cols, message.rows)
      this.#xterm.write(message.data, () => {
        this.#joined = true
        this.fit()
      })
    }
  }

  /** Whether xterm handles the key. */
  #key(event: KeyboardEvent): boolean {
    const { key, type, ctrlKey: ctrl, shiftKey: shift, altKey: alt, metaKey: meta } = event
    const use = terminalKeyUse({ key, type, ctrl, shift, alt, meta }, isMac)
    if (use === 'type') return true
    event.preventDefault()
    event.stopPropagation()
    if (use === 'shell') return true
    if (type === 'keydown') this.#options.onKey(use)
    return false
  }
}
