import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { HostLaunch, HostProcess, HostStarter } from './host-starter.ts'

export interface NodeHostStarter extends HostStarter {
  start(launch: HostLaunch): HostProcess & { readonly pid: number | undefined }
}

/**
 * Starts the lab host with this Node as a process of its own that outlives its door. `entry` is the path of `lab-host.js`,
 * or of its source.
 */
export function nodeHostStarter(
  entry: string,
  environment: NodeJS.ProcessEnv = process.env,
): NodeHostStarter {
  return {
    start: ({ args, log }) => {
      const output = openSync(log, 'a', 0o600)
      try {
        const child = spawn(process.execPath, [entry, ...args], {
          detached: true,
          stdio: ['ignore', output, output],
          windowsHide: true,
          // In Electron this Node is Electron's own binary.
          env: { ...environment, ELECTRON_RUN_AS_NODE: '1' },
        })
        child.unref()
        return {
          pid: child.pid,
          exited: new Promise((resolve) => {
            child.once('error', () => {
              resolve(-1)
            })
            child.once('exit', (code) => {
              resolve(code ?? -1)
            })
          }),
        }
      } finally {
        closeSync(output)
      }
    },
  }
}
