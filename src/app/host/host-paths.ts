import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ensurePrivateFolder } from './private-folder.ts'

/** sun_path is 104 bytes on macOS, 108 on Linux, its NUL included. */
const maxSocketPath = 103
/** A host listens at this path with its pid behind it first; see `listen` in host-server.ts. */
const pidBytes = '.4194304'.length

export interface HostPaths {
  readonly folder: string
  /** A Unix domain socket, or a named pipe on Windows. */
  readonly socket: string
  readonly token: string
  /** Held by the running host. */
  readonly lock: string
  readonly log: string
}

/**
 * Where the host of a data folder is met. Creates the folders, each this user's alone (0700). A data folder whose path is
 * too long for a socket gets one in a private folder of the system's temporary directory.
 */
export function hostPaths(dataDir: string): HostPaths {
  const folder = join(dataDir, 'host')
  ensurePrivateFolder(folder)
  return {
    folder,
    socket: socketPath(folder),
    token: join(folder, 'token'),
    lock: join(folder, 'lock'),
    log: join(folder, 'host.log'),
  }
}

function socketPath(folder: string): string {
  const key = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\kubedrill-${key}`
  const socket = join(folder, 'socket')
  if (Buffer.byteLength(socket) + pidBytes <= maxSocketPath) return socket
  const short = join(tmpdir(), `kubedrill-${userInfo().uid}`)
  ensurePrivateFolder(short)
  return join(short, `${key}.sock`)
}
