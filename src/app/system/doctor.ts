import { accessSync, constants, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { CallOutput } from '../../contract/contract.ts'
import type { EngineStatus } from '../../contract/labs.ts'
import { toErrorPayload } from '../../contract/errors.ts'
import { databaseName } from '../../storage/open-store.ts'
import { restoreRemedy } from '../../storage/restore-remedy.ts'
import { findKubectl } from '../shell/find-kubectl.ts'
import { findProgram, isExecutable } from '../shell/find-program.ts'
import { desktopProblem } from './desktop-problem.ts'

export type DoctorCheck = CallOutput<'system.doctor'>['checks'][number]

export interface DoctorDependencies {
  readonly dataDir: string
  readonly toolsDir: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly nodeVersion: string
  /** Faults in the database's file; throws when it cannot even be opened. */
  readonly databaseFaults: () => readonly string[]
  readonly engines: () => Promise<readonly EngineStatus[]>
  /** `1.35`: the Kubernetes version that the content is written for. */
  readonly kubernetes: string
}

const lowBytes = 2 * 1024 ** 3

/** Looks at everything that the program needs; nothing is changed. */
export async function examine(deps: DoctorDependencies): Promise<DoctorCheck[]> {
  const database = databaseCheck(deps)
  return [
    nodeCheck(deps.nodeVersion),
    dataCheck(deps.dataDir),
    database,
    await kubectlCheck(deps),
    shellCheck(deps.environment),
    ...(database.state === 'ok' ? await engineChecks(deps) : [unaskedHost]),
    desktopCheck(deps.environment),
  ]
}

function nodeCheck(version: string): DoctorCheck {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const fits = major > 22 || (major === 22 && minor >= 12)
  return {
    name: 'Node.js',
    state: fits ? 'ok' : 'missing',
    found: version,
    remedy: fits ? '' : 'Install Node.js 22.12 or later.',
  }
}

function dataCheck(folder: string): DoctorCheck {
  const name = 'Data folder'
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    const free = bavail * bsize
    const gigabytes = (free / 1024 ** 3).toFixed(1)
    return {
      name,
      state: free < lowBytes ? 'warning' : 'ok',
      found: `${folder}, ${gigabytes} GiB free`,
      remedy: free < lowBytes ? 'Free some space: a kind cluster and its images take about 4 GiB.' : '',
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { name, state: 'missing', found: reason, remedy: 'Name a folder that you may write with --data.' }
  }
}

function databaseCheck({ databaseFaults, dataDir }: DoctorDependencies): DoctorCheck {
  const name = 'Database'
  try {
    const faults = databaseFaults()
    const [first] = faults
    if (first === undefined) return { name, state: 'ok', found: 'no faults', remedy: '' }
    const found = `damaged, ${faults.length} faults, the first: ${first}.`
    return { name, state: 'missing', found, remedy: restoreRemedy(join(dataDir, databaseName)) }
  } catch (error) {
    const { message, remedy } = toErrorPayload(error)
    return { name, state: 'missing', found: message, remedy }
  }
}

/** The lab host opens the same database, so that asking it would only repeat the fault. */
const unaskedHost: DoctorCheck = {
  name: 'Lab host',
  state: 'warning',
  found: 'not looked at, since it needs the database',
  remedy: 'Repair the database first.',
}

async function kubectlCheck({ environment, toolsDir, kubernetes }: DoctorDependencies): Promise<DoctorCheck> {
  const name = 'kubectl'
  try {
    const found = await findKubectl({ environment, toolsDir, kubernetes: `v${kubernetes}.0` })
    return { name, state: 'ok', found, remedy: '' }
  } catch (error) {
    // Studying works without it.
    const { message, remedy } = toErrorPayload(error)
    return { name, state: 'warning', found: message, remedy }
  }
}

async function engineChecks({ engines }: DoctorDependencies): Promise<DoctorCheck[]> {
  let all: readonly EngineStatus[]
  try {
    all = await engines()
  } catch (error) {
    const { message, remedy } = toErrorPayload(error)
    return [{ name: 'Lab host', state: 'missing', found: message, remedy }]
  }
  return all.flatMap(({ title, problems, running }): DoctorCheck[] => {
    if (problems.length === 0) {
      return [{ name: title, state: 'ok', found: running ? 'its cluster is up' : 'ready', remedy: '' }]
    }
    return problems.map(({ message, remedy }) => ({ name: title, state: 'warning', found: message, remedy }))
  })
}

/** The same order as a lab's terminal: the learner's own, then what every system has. Only labs need one. */
function shellCheck(environment: DoctorDependencies['environment']): DoctorCheck {
  const name = 'Shell'
  const own = environment['SHELL'] ?? ''
  const wanted = process.platform === 'win32' ? ['pwsh', 'powershell'] : ['bash', 'sh']
  const found = [
    ...(own !== '' && isExecutable(own) ? [own] : []),
    ...wanted.flatMap((program) => findProgram(program, environment) ?? []),
  ][0]
  if (found !== undefined) return { name, state: 'ok', found, remedy: '' }
  return {
    name,
    state: 'warning',
    found: `none of ${wanted.join(' and ')} is on PATH, and SHELL names none`,
    remedy: 'Install bash, or name your shell in the settings.',
  }
}

function desktopCheck(environment: DoctorDependencies['environment']): DoctorCheck {
  const name = 'Desktop window'
  const problem = desktopProblem(environment)
  if (problem === null) return { name, state: 'ok', found: 'can be opened', remedy: '' }
  return { name, state: 'warning', found: problem.message, remedy: problem.remedy }
}
