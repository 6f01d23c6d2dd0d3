import { parseArgs } from 'node:util'
import { systemClock } from '../system-clock.ts'
import { composeHost } from './compose-host.ts'
import { asProcess, runLabHost } from './run-lab-host.ts'

/** The lab host's process; a door starts it with the data folder it serves. */
const { values } = parseArgs({
  options: { data: { type: 'string' }, content: { type: 'string' }, 'idle-ms': { type: 'string' } },
})

await asProcess(async (cancel, log) => {
  if (values.data === undefined) throw new Error('lab-host needs --data DIR')
  await runLabHost({
    dataDir: values.data,
    idleMs: Number(values['idle-ms'] ?? 600_000),
    clock: systemClock,
    cancel,
    log,
    compose: (context) => composeHost(context, values.content ?? null, process.env),
  })
})
