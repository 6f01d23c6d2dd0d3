/**
 * The tag of an image reference; `latest` when it has neither tag nor digest, '' when it has only a digest or can not be read, as
 * Kubernetes' `pkg/util/parsers.ParseImageName` answers.
 */
export function imageTag(image: string): string {
  const match = reference.exec(image)
  if (match === null) return ''
  const { tag, digest } = match.groups ?? {}
  return tag ?? (digest === undefined ? 'latest' : '')
}

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const domain = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?'
const reference = new RegExp(
  `^(?:${domain}/)?${component}(?:/${component})*(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
)
