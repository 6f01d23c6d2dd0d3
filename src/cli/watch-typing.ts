import { fstatSync } from 'node:fs'

const lookMs = 15_000

/**
 * Calls `onTyped` now and then while somebody types into this terminal: reading from a terminal changes its access time
 * (Linux every 8 s, macOS at once), also when another process reads. Nothing is watched where the input is no terminal.
 */
export function watchTyping(onTyped: () => void, input: number = process.stdin.fd): () => void {
  if (!process.stdin.isTTY) return () => undefined
  let seen = fstatSync(input).atimeMs
  const timer = setInterval(() => {
    const { atimeMs } = fstatSync(input)
    if (atimeMs !== seen) onTyped()
    seen = atimeMs
  }, lookMs)
  return () => {
    clearInterval(timer)
  }
}
