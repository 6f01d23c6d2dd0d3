/** A lab host whose only work is plain shells: what a test of the process and its protocol needs. */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { ExitCode, KubedrillError } from '../../src/contract/errors.ts'
import { hostCalls, isHostCall } from '../../src/app/host/host-calls.ts'
import { asProcess, runLabHost } from '../../src/app/host/run-lab-host.ts'
import type { HostService } from '../../src/app/host/host-server.ts'
import { systemClock } from '../../src/app/system-clock.ts'
import { spawnPty } from '../../src/app/terminals/pty.ts'
import { createTerminals } from '../../src/app/terminals/terminals.ts'

class NotHere extends KubedrillError {
  constructor(name: string) {
    super({
      code: 'test.not-here',
      message: `${name} is not here.`,
      remedy: 'Call another.',
      exit: ExitCode.usage,
    })
  }
}

const { values } = parseArgs({ options: { data: { type: 'string' }, 'idle-ms': { type: 'string' } } })
const dataDir = values.data ?? ''
if (process.env['PLAIN_HOST_FAILS']) throw new Error('this host was told to fail')

await asProcess((cancel, log) =>
  runLabHost({
    dataDir,
    idleMs: Number(values['idle-ms']),
    clock: systemClock,
    cancel,
    log,
    compose: async ({ clock, emit, onWorkChanged }) => {
      const terminals = createTerminals({
        spawn: spawnPty,
        clock,
        launch: async () => ({
          file: 'bash',
          args: ['--norc', '--noprofile', '-i'],
          env: { PATH: process.env['PATH'] ?? '', HOME: '/', PS1: '$ ' },
          cwd: '/',
        }),
        newId: randomUUID,
        emit: (event) => {
          emit(event)
          onWorkChanged()
        },
        onActivity: () => undefined,
      })
      const never = Promise.withResolvers<never>().promise
      const handlers = Object.fromEntries(
        Object.keys(hostCalls)
          .filter(isHostCall)
          .map((name) => [
            name,
            async () => {
              if (name === 'lab.sessions') return { sessions: [] }
              if (name === 'cluster.up') return never
              throw new NotHere(name)
            },
          ]),
      ) as unknown as HostService['handlers']
      return {
        service: {
          handlers: { ...handlers, ...terminals.handlers },
          attachTerminal: (terminal, receive) => terminals.attach(terminal, receive),
        },
        isBusy: () => terminals.running() > 0,
        close: () => terminals.closeAll(),
      }
    },
  }),
)
