import { closeSync, openSync, writeSync } from 'node:fs'
import { utilityProcess } from 'electron'
import type { HostStarter } from '../app/host/host-starter.ts'

/** Starts the lab host as a utility process of Electron, which the fuses leave as the only way to run Node in it. */
export function utilityStarter(entry: string): HostStarter {
  return {
    start: ({ args, log }) => {
      const output = openSync(log, 'a', 0o600)
      const child = utilityProcess.fork(entry, [...args], {
        stdio: 'pipe',
        serviceName: 'kubedrill lab host',
      })
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk: Buffer) => {
          writeSync(output, chunk)
        })
      }
      return {
        exited: new Promise((resolve) => {
          child.once('exit', (code) => {
            closeSync(output)
            resolve(code)
          })
        }),
      }
    },
  }
}
