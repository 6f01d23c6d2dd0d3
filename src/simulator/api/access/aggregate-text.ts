/** Errors as apimachinery's Aggregate writes them: one alone, several in brackets, each text once; '' for none. */
export function aggregateText(errors: readonly Error[]): string {
  const texts = [...new Set(errors.map(({ message }) => message))]
  const [only = ''] = texts
  return texts.length > 1 ? `[${texts.join(', ')}]` : only
}
