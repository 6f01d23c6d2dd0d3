/** What became of one check. */
export interface CheckResult {
  readonly ok: boolean
  /** What was seen, as a symptom: `kiosk → http://storefront/ answered 502`. */
  readonly observed: string
}
