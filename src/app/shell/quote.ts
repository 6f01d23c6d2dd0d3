/** `text` as one word of a POSIX shell (sh, bash, zsh), whatever is in it. */
export function quoteSh(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** `text` as one word of fish, in whose single quotes only `\` and `'` are special. */
export function quoteFish(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** `text` as a literal of PowerShell. */
export function quotePowerShell(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'`
}

/** `text`, a path, inside the double quotes of a batch file, where only `%` is special; a path of Windows holds no `"`. */
export function quoteBatch(text: string): string {
  return text.replaceAll('%', '%%')
}
