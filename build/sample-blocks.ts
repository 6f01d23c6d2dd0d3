/** A block of a page that is marked ```` ```console capture ````: what was typed and what came of it. */
export interface SampleBlock {
  /** Index of the first line inside the block, from 0. */
  readonly start: number
  /** Index of the line that closes it. */
  readonly end: number
  readonly commands: readonly string[]
  readonly text: string
}

/** The marked blocks of a page, in its order. */
export function sampleBlocks(page: string): SampleBlock[] {
  const lines = page.split('\n')
  return lines.flatMap((line, index) => {
    if (line !== '```console capture') return []
    const start = index + 1
    const end = lines.indexOf('```', start)
    if (end < 0) throw new Error(`the block at line ${start} is not closed`)
    const inside = lines.slice(start, end)
    const commands = inside.filter((text) => text.startsWith('$ ')).map((text) => text.slice(2))
    return [{ start, end, commands, text: inside.join('\n') }]
  })
}

/** A session as a page shows it; trailing blanks are not kept. */
export function sessionOf(ran: readonly { readonly command: string; readonly output: string }[]): string {
  return ran
    .flatMap(({ command, output }) => [`$ ${command}`, ...output.split('\n').map((line) => line.trimEnd())])
    .filter((line) => line !== '')
    .join('\n')
}

/**
 * What of a session does not change from cluster to cluster: addresses, ages, times, node ports and made-up ends of names are
 * masked, and the blanks of a table's columns count as one.
 */
export function lasting(session: string): string {
  return session
    .split('\n')
    .map((line) =>
      line
        .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, 'ADDRESS')
        .replace(/\bafter \d+ (?:ms|milliseconds)\b/g, 'after TIME')
        .replace(/\b(?:\d+[smhd]){1,2}\b/g, 'AGE')
        .replace(/(\d+)([:/])3[0-2]\d{3}(\/|\b)/g, '$1$2NODEPORT$3')
        .replace(/(NodePort:.*\s)3[0-2]\d{3}\//g, '$1NODEPORT/')
        .replace(/-[bcdfghjklmnpqrstvwxz2456789]{5}(?= )/g, '-XXXXX')
        .replace(/(?<=\S)\s+/g, ' '),
    )
    .join('\n')
}

/** The page with its marked blocks replaced, one session for each; a block that lasts is left as it is. */
export function withSessions(page: string, sessions: readonly string[]): string {
  const lines = page.split('\n')
  const blocks = sampleBlocks(page)
  for (const [index, block] of [...blocks.entries()].reverse()) {
    const session = sessions[index]
    if (session === undefined || lasting(session) === lasting(block.text)) continue
    lines.splice(block.start, block.end - block.start, ...session.split('\n'))
  }
  return lines.join('\n')
}
