export interface TerminalKey {
  readonly key: string
  readonly type: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
  readonly meta: boolean
}

/**
 * What the page does with a key that is pressed in a terminal. `shell`: it is the shell's, and the browser is kept from
 * acting on it (Ctrl-W must delete a word, not close the tab). `type`: the shell's, by way of the browser's own text input.
 */
export type TerminalKeyUse = 'copy' | 'paste' | 'find' | 'leave' | 'shell' | 'type'

/** Ctrl-Shift-C/V/F and, on a Mac, Cmd-C/V/F are the page's; so is Ctrl-F6, the way out for the keyboard. */
export function terminalKeyUse(press: TerminalKey, isMac: boolean): TerminalKeyUse {
  if (press.ctrl && press.key === 'F6') return 'leave'
  const own = isMac ? press.meta && !press.ctrl : press.ctrl && press.shift && !press.alt
  if (own) {
    const use = pageKeys.get(press.key.toLowerCase())
    if (use !== undefined) return use
  }
  if (isMac && press.meta) return 'type'
  // Ctrl with Alt is AltGr on many keyboards: it types a character.
  return press.ctrl !== press.alt ? 'shell' : 'type'
}

const pageKeys: ReadonlyMap<string, TerminalKeyUse> = new Map([
  ['c', 'copy'],
  ['v', 'paste'],
  ['f', 'find'],
])
