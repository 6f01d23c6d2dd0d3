import type { NormalForm } from './normal-form.ts'

/** What differs only in writing between two commands that do the same: `-n shop is --namespace=shop`. '' when nothing. */
export function tellWriting(given: NormalForm, expected: NormalForm): string {
  return expected.facets
    .flatMap((want) => {
      const have = given.facets.find((facet) => facet.label === want.label)
      if (have === undefined || have.written === want.written || have.written === '' || want.written === '')
        return []
      return have.value === want.value ? [`\`${have.written}\` is \`${want.written}\``] : []
    })
    .join('; ')
}
