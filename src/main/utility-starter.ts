import { createWriteStream } from 'node:fs'
import { utilityProcess } from 'electron'
import type { HostStarter } from '../app/host/host-starter.ts'

/** Starts the lab host as a utility process of Electron, which the fuses leave as the only way to run Node in it. */
export function utilityStarter(entry: string): HostStarter {
  return {
    start: ({ args, log }) => {
      const child = utilityProcess.fork(entry, [...args], {
        stdio: 'pipe',
        serviceName: 'kubedrill lab host',
      })
      // Output may still come after the exit is told, so each stream ends by itself.
      for (const stream of [child.stdout, child.stderr]) {
        stream?.pipe(createWriteStream(log, { flags: 'a', mode: 0o600 }))
      }
      return {
        exited: new Promise((resolve) => {
          child.once('exit', (code) => {
            resolve(code)
          })
        }),
      }
    },
  }
}
