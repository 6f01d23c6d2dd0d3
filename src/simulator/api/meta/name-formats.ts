import { isDns1035Label, isDns1123Label, isDns1123Subdomain } from './dns-names.ts'

export type NameFormat = 'subdomain' | 'label' | 'service' | 'path-segment'

/**
 * Why `name` is no name of a kind with this format; empty when it is one. A `prefix` is a generateName: something
 * follows it, so it may end with a dash.
 */
export function nameErrors(format: NameFormat, name: string, prefix: boolean): readonly string[] {
  if (format === 'path-segment') return pathSegmentErrors(name, prefix)
  const checked = prefix ? maskedTrailingDash(name) : name
  if (format === 'label') return isDns1123Label(checked)
  return format === 'service' ? isDns1035Label(checked) : isDns1123Subdomain(checked)
}

function pathSegmentErrors(name: string, prefix: boolean): readonly string[] {
  if (!prefix && (name === '.' || name === '..')) return [`may not be '${name}'`]
  return ['/', '%'].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`)
}

/** Replaces the last two characters, as apimachinery `maskTrailingDash` does. */
function maskedTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name
}
