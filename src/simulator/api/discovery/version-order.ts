/** Which of two API versions is preferred: v2, v1, v1beta2, v1alpha1, others by name (apimachinery `CompareKubeAwareVersionStrings`). */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [rank(one), rank(other)]
  for (const [index, value] of a.entries()) {
    const difference = (b[index] ?? 0) - value
    if (difference !== 0) return difference
  }
  return one < other ? -1 : one > other ? 1 : 0
}

function rank(version: string): readonly [stability: number, major: number, minor: number] {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? []
  if (major === undefined) return [0, 0, 0]
  const stability = stage === undefined ? 3 : stage === 'beta' ? 2 : 1
  return [stability, Number(major), Number(minor ?? 0)]
}
