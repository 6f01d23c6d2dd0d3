import type { YamlSource } from '../curriculum/yaml-source.ts'
import type { Lab } from './lab.ts'

/** A lab that still knows where each value was written. */
export interface LabSource {
  readonly source: YamlSource
  readonly folder: string
  readonly lab: Lab
}
