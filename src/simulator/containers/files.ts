import type { ProcessFiles } from './program.ts'

/** Files below a path that come from elsewhere and may change while the container runs: a mounted volume. */
export interface Mount {
  /** Absolute; a folder, or one file with `file`. */
  readonly path: string
  readonly readOnly: boolean
  /** Paths relative to the mount (`''` for a mounted file) to bytes, as they are now. */
  readonly contents: VolumeContents
  /** One file or folder of the volume: `subPath`. */
  readonly subPath?: string
}

/** A volume's files by relative path. */
export interface VolumeContents {
  entries(): ReadonlyMap<string, Uint8Array>
  /** Null for volumes that nobody may write to. */
  readonly set: ((path: string, bytes: Uint8Array | null) => void) | null
}

/** EROFS */
export class ReadOnlyFileSystemError extends Error {
  constructor() {
    super('Read-only file system')
    this.name = 'ReadOnlyFileSystemError'
  }
}

/** A volume in memory: emptyDir. */
export function writableVolume(): VolumeContents {
  const files = new Map<string, Uint8Array>()
  return {
    entries: () => files,
    set: (path, bytes) => {
      if (bytes === null) files.delete(path)
      else files.set(path, bytes)
    },
  }
}

/** The files that a container sees: its image's below, then what it wrote, its mounts above both. */
export function containerFiles(
  image: ReadonlyMap<string, Uint8Array>,
  mounts: readonly Mount[],
): ProcessFiles {
  const written = new Map<string, Uint8Array | null>()
  const inner = [...mounts].sort((a, b) => b.path.length - a.path.length)
  const mountOf = (path: string) =>
    inner.find((mount) => path === mount.path || path.startsWith(`${mount.path}/`))
  const inMount = (mount: Mount, path: string) =>
    [mount.subPath ?? '', path.slice(mount.path.length + 1)].filter((part) => part !== '').join('/')
  const own = (path: string) => (written.has(path) ? (written.get(path) ?? null) : (image.get(path) ?? null))
  const all = (): readonly string[] => [
    ...[...image.keys()].filter((path) => !written.has(path) && mountOf(path) === undefined),
    ...[...written]
      .filter(([path, bytes]) => bytes !== null && mountOf(path) === undefined)
      .map(([path]) => path),
    ...inner.flatMap((mount) => pathsIn(mount)),
  ]
  return {
    read: (path) => {
      if (path === '/dev/null') return new Uint8Array()
      const mount = mountOf(path)
      return mount === undefined ? own(path) : (mount.contents.entries().get(inMount(mount, path)) ?? null)
    },
    write: (path, bytes) => {
      if (path === '/dev/null') return
      const mount = mountOf(path)
      if (mount === undefined) {
        written.set(path, bytes.slice())
        return
      }
      if (mount.readOnly || mount.contents.set === null) throw new ReadOnlyFileSystemError()
      mount.contents.set(inMount(mount, path), bytes.slice())
    },
    remove: (path) => {
      const mount = mountOf(path)
      if (mount === undefined) {
        if (own(path) === null) return false
        written.set(path, null)
        return true
      }
      if (mount.readOnly || mount.contents.set === null) throw new ReadOnlyFileSystemError()
      const inside = inMount(mount, path)
      if (!mount.contents.entries().has(inside)) return false
      mount.contents.set(inside, null)
      return true
    },
    list: (path) => {
      const folder = path === '/' ? '/' : `${path}/`
      const names = new Set<string>()
      for (const file of all()) {
        if (file.startsWith(folder)) names.add(file.slice(folder.length).split('/')[0] ?? '')
      }
      const mounted = inner.some(
        (mount) => mount.path === path && mount.contents.entries().get(inMount(mount, path)) === undefined,
      )
      return names.size > 0 || mounted || path === '/' || folders.has(path) ? [...names].sort() : null
    },
  }
}

/** Folders that every image has, though it may keep nothing in them. */
const folders = new Set([
  '/tmp',
  '/etc',
  '/root',
  '/var',
  '/home',
  '/dev',
  '/usr',
  '/bin',
  '/var/run',
  '/opt',
  '/mnt',
])

function pathsIn(mount: Mount): readonly string[] {
  const base = mount.subPath ?? ''
  return [...mount.contents.entries().keys()].flatMap((path) => {
    if (base === '') return [`${mount.path}/${path}`]
    if (path === base) return [mount.path]
    return path.startsWith(`${base}/`) ? [`${mount.path}${path.slice(base.length)}`] : []
  })
}
