import type { Lab } from './lab.ts'

/** Every image that the manifests of labs name, sorted; `${corednsImage}` is the cluster's own and needs no loading. */
export function imagesOf(labs: readonly Lab[]): string[] {
  const images = labs.flatMap(({ files }) =>
    [...files.values()].flatMap((text) =>
      [...text.matchAll(/^\s*(?:- )?image:\s*["']?([^\s"'#]+)/gm)].map((match) => match[1] ?? ''),
    ),
  )
  return [...new Set(images)].filter((image) => image !== '' && !image.includes('$')).sort()
}
