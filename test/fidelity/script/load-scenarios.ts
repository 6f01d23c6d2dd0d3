import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { classOfCommand, type CommandClass } from './command-class.ts'
import { argumentsOf } from './command-line.ts'
import { scenarioSchema, type Scenario, type Step } from './scenario.ts'

export const scenariosFolder = join(import.meta.dirname, '..', 'scenarios')

/** All scripts by name. @throws {Error} that names the file, for one that the schema refuses */
export function loadScenarios(folder = scenariosFolder): Scenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const parsed = scenarioSchema.safeParse(parse(readFileSync(join(folder, file), 'utf8')))
      if (!parsed.success) throw new Error(`${file}: ${parsed.error.message}`)
      const shared = parsed.data.shared.map((name) => [
        name,
        readFileSync(join(folder, 'shared', name), 'utf8'),
      ])
      const files = { ...Object.fromEntries(shared), ...parsed.data.files } as Record<string, string>
      return { ...parsed.data, files, name: file.slice(0, -'.yaml'.length) }
    })
}

/** What a step is called in recordings: the line that a learner would type, or the request. */
export function commandOf(step: Step): string {
  if ('request' in step) return step.request
  if ('forward' in step) return `kubectl port-forward ${step.forward} & curl ${step.path}`
  return `kubectl${step.kubectl === '1.35' ? '' : ` (${step.kubectl})`} ${step.run}`
}

/** The class that a step's lines count in. */
export function classOfStep(scenario: Scenario, step: Step): CommandClass {
  const named = step.class ?? scenario.class
  if (named !== undefined) return named
  if ('request' in step) return 'raw API'
  if ('forward' in step) return 'expose'
  return classOfCommand(argumentsOf(step.run))
}
