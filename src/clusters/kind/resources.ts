import { statfsSync } from 'node:fs'
import type { Problem } from '../../contract/labs.ts'
import type { ContainerEngineFacts } from './container-engine.ts'
import {
  minimumDiskBytes,
  minimumMemoryBytes,
  rootlessNeedsCgroup2,
  tooLittleDisk,
  tooLittleMemory,
} from './problems.ts'
import type { Provider } from './tools.ts'

/** Free bytes at a path of this machine, or null when the path is not here (an engine in a virtual machine). */
export type FreeBytes = (path: string) => number | null

export const freeBytesHere: FreeBytes = (path) => {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return null
  }
}

/** What a new cluster would lack. */
export function resourceProblems(
  provider: Provider,
  facts: ContainerEngineFacts,
  freeBytes: FreeBytes,
): Problem[] {
  const problems: Problem[] = []
  if (facts.rootless && facts.cgroupVersion === '1') problems.push(rootlessNeedsCgroup2(provider))
  if (facts.memoryBytes !== null && facts.memoryBytes < minimumMemoryBytes) {
    problems.push(tooLittleMemory(provider, facts.memoryBytes))
  }
  const free = facts.dataRoot === null ? null : freeBytes(facts.dataRoot)
  if (facts.dataRoot !== null && free !== null && free < minimumDiskBytes) {
    problems.push(tooLittleDisk(facts.dataRoot, free))
  }
  return problems
}
