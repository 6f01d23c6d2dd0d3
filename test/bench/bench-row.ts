/** One line of `npm run bench`: ours against what a user would pick instead, measured in the same run. */
export interface BenchRow {
  readonly name: string
  /** Median, ms. */
  readonly ours: number
  readonly alternative: { readonly name: string; readonly ms: number } | null
  readonly note: string
}

/** The median of `times` runs of `work`, ms; the first run is not counted. */
export async function median(times: number, work: () => Promise<void> | void): Promise<number> {
  await work()
  const measured: number[] = []
  for (let nth = 0; nth < times; nth += 1) {
    const began = performance.now()
    await work()
    measured.push(performance.now() - began)
  }
  measured.sort((a, b) => a - b)
  return measured[Math.floor(measured.length / 2)] ?? NaN
}
