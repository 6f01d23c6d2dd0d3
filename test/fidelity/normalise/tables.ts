/** A stretch of lines: a table with its header's cells, or plain lines. */
export type Block = { header: string[]; rows: string[][] } | { lines: string[] }

const heading =
  /^[A-Z][A-Z0-9_/.()%#-]*(?: [A-Z0-9_/.()%#-]+)*(?: {2,}[A-Z][A-Z0-9_/.()%#-]*(?: [A-Z0-9_/.()%#-]+)*)* *$/
const eventHeading = /^ *Type +Reason +Age +From +Message$/

/** Where the cells of a header start, in characters. */
function columnsOf(header: string): number[] {
  return [...header.matchAll(/(?<=^| {2})\S/g)].map((match) => match.index)
}

function cells(line: string, columns: readonly number[]): string[] {
  const aligned = columns.every((start) => start === 0 || line.length < start || line[start - 1] === ' ')
  if (!aligned) return line.trim().split(/ {2,}/)
  return columns.map((start, index) => line.slice(start, columns[index + 1]).trim())
}

/**
 * Finds the tables that kubectl printed (`get`: headings in capitals; `describe`: the events) in lines of output.
 * A table ends at an empty line.
 */
export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = []
  let plain: string[] | null = null
  let table: { header: string[]; rows: string[][]; columns: number[] } | null = null
  for (const line of lines) {
    if (heading.test(line) || eventHeading.test(line)) {
      const columns = columnsOf(line)
      table = { header: cells(line, columns), rows: [], columns }
      plain = null
      blocks.push(table)
    } else if (table !== null && line.trim() !== '') {
      table.rows.push(cells(line, table.columns))
    } else {
      table = null
      if (plain === null) blocks.push({ lines: (plain = []) })
      plain.push(line)
    }
  }
  return blocks.map((block) => ('rows' in block ? { header: block.header, rows: block.rows } : block))
}
