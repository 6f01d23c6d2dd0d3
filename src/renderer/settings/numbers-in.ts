/** The numbers of a text, separated by spaces or commas; what is none comes out as NaN, which the core refuses by name. */
export function numbersIn(text: string): number[] {
  return text
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map(Number)
}
