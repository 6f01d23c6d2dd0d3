import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import type { Clock } from '../../core/clock.ts'
import { loadCurriculum } from '../../core/curriculum/load-curriculum.ts'
import { openStore } from '../../storage/open-store.ts'
import { findContentFolder } from '../curriculum/find-content-folder.ts'
import { openContentFolder } from '../curriculum/open-content-folder.ts'
import { connectHost } from '../host/connect-host.ts'
import type { HostStarter } from '../host/host-starter.ts'
import { examine, type DoctorCheck } from './doctor.ts'

/** Looks without the rest of the program, which cannot be opened with some of the faults that are looked for. */
export async function examineHere(options: {
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly hostStarter: HostStarter
}): Promise<DoctorCheck[]> {
  const { dataDir, environment, clock, hostStarter } = options
  const { topics } = await loadCurriculum(openContentFolder(findContentFolder()), 'kubedrill')
  const host = connectHost({ dataDir, starter: hostStarter, clock })
  try {
    return await examine({
      dataDir,
      toolsDir: join(dataDir, 'tools'),
      environment,
      nodeVersion: process.version,
      databaseFaults: () => databaseFaults(dataDir),
      engines: async () => (await host.call('cluster.engines', {})).engines,
      kubernetes: topics[0]?.kubernetes ?? '1.35',
    })
  } finally {
    await host.close()
  }
}

function databaseFaults(dataDir: string): string[] {
  const store = openStore({ dataDir, newId: monotonicFactory() })
  try {
    return store.faults()
  } finally {
    store.close()
  }
}
