import { createInterface } from 'node:readline'

export interface Lines {
  /** The next line; null once the input has ended. */
  next(): Promise<string | null>
  close(): void
}

/** Reads lines one at a time; what arrives early waits, so that a pipe does as well as a person. */
export function readLines(input: NodeJS.ReadableStream): Lines {
  const reader = createInterface({ input })
  const lines = reader[Symbol.asyncIterator]()
  return {
    next: async () => {
      const { done, value } = await lines.next()
      return done === true ? null : value
    },
    close: () => {
      reader.close()
    },
  }
}
