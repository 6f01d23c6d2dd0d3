/** Names of the IPC channels between the desktop's main process and its preload script. */
export const channels = {
  /** invoke(name, input) → `{ result }` or `{ error: ErrorPayload }` */
  call: 'kubedrill:call',
  /** main → page: an AppEvent */
  event: 'kubedrill:event',
  /** invoke(stream, terminal) → `{ result: null }` or `{ error }` */
  terminalOpen: 'kubedrill:terminal-open',
  /** page → main: (stream, TerminalInput) */
  terminalInput: 'kubedrill:terminal-input',
  /** main → page: (stream, TerminalOutput) */
  terminalOutput: 'kubedrill:terminal-output',
  /** page → main: (stream) */
  terminalClose: 'kubedrill:terminal-close',
} as const
