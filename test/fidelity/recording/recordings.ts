import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRecording, recordingText, type Outcome } from './outcome.ts'

const folder = join(import.meta.dirname, '..', 'recordings')

function fileOf(scenario: string): string {
  return join(folder, `${scenario}.txt`)
}

/** The recorded outcomes of a script, or null where it was never recorded. */
export function readRecording(scenario: string): Outcome[] | null {
  return existsSync(fileOf(scenario)) ? parseRecording(readFileSync(fileOf(scenario), 'utf8')) : null
}

/** Keeps the outcomes of a script in place of those recorded before. */
export function writeRecording(scenario: string, title: string, outcomes: readonly Outcome[]): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(scenario), recordingText(title, outcomes))
}

/** The names of all scripts that have a recording. */
export function recordedScenarios(): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => file.slice(0, -'.txt'.length))
}

/** Removes the recording of a script that is no more. */
export function removeRecording(scenario: string): void {
  rmSync(fileOf(scenario))
}
