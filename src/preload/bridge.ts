import { contextBridge, ipcRenderer } from 'electron'
import { channels } from '../contract/desktop.ts'

/**
 * The one thing that the page gets from the desktop shell: the contract's calls, its events and terminals. No channel name
 * comes from the page, and everything it passes is validated again in the main process.
 */
const bridge = {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(channels.call, name, input),

  onEvent: (listener: (event: unknown) => void): (() => void) => {
    const receive = (_: unknown, event: unknown): void => listener(event)
    ipcRenderer.on(channels.event, receive)
    return () => void ipcRenderer.off(channels.event, receive)
  },

  openTerminal: async (
    terminal: string,
    onMessage: (message: unknown) => void,
  ): Promise<{ send: (message: unknown) => void; close: () => void } | { error: unknown }> => {
    const stream = crypto.randomUUID()
    const receive = (_: unknown, from: unknown, message: unknown): void => {
      if (from === stream) onMessage(message)
    }
    ipcRenderer.on(channels.terminalOutput, receive)
    const answer: unknown = await ipcRenderer.invoke(channels.terminalOpen, stream, terminal)
    if (isFailure(answer)) {
      ipcRenderer.off(channels.terminalOutput, receive)
      return { error: answer.error }
    }
    return {
      send: (message) => ipcRenderer.send(channels.terminalInput, stream, message),
      close: () => {
        ipcRenderer.off(channels.terminalOutput, receive)
        ipcRenderer.send(channels.terminalClose, stream)
      },
    }
  },
}

contextBridge.exposeInMainWorld('kubedrill', bridge)

function isFailure(answer: unknown): answer is { error: unknown } {
  return typeof answer === 'object' && answer !== null && 'error' in answer
}
