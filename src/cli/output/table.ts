/** `12`, `0.91`, `12 ms`, `90 %`, or nothing. */
const number = /^(?:-?\d+(?:\.\d+)?(?: (?:ms|%))?)?$/

/** Rows as aligned columns, two spaces apart, numbers to the right; nothing where there are no rows. On a terminal the last
 * column is cut at its width. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number = terminalWidth(),
): string[] {
  if (rows.length === 0) return []
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const isNumeric = head.map((_, column) => rows.every((row) => number.test(row[column] ?? '')))
  return all.map((row) => {
    const cells = row.map((cell, column) =>
      isNumeric[column] === true
        ? cell.padStart(widths[column] ?? 0)
        : column === row.length - 1
          ? cell
          : cell.padEnd(widths[column] ?? 0),
    )
    const line = cells.join('  ').trimEnd()
    return line.length > width ? `${line.slice(0, width - 1)}…` : line
  })
}

/** Files and pipes have no width: nothing is cut in them. */
function terminalWidth(): number {
  return process.stdout.isTTY ? Math.max(40, process.stdout.columns) : Number.POSITIVE_INFINITY
}
