import { lstatSync } from 'node:fs'
import { makeFolder } from '../../storage/make-folder.ts'
import { UnsafeHostFolder } from './host-errors.ts'

/** Makes `folder` unless it is there; it must be a real folder that only this user may enter (0700). */
export function ensurePrivateFolder(folder: string): void {
  makeFolder(folder)
  if (process.platform === 'win32') return // the user's profile is private by its access list
  const stat = lstatSync(folder)
  if (!stat.isDirectory()) throw new UnsafeHostFolder(folder, 'it is not a folder')
  if (stat.uid !== process.getuid?.()) throw new UnsafeHostFolder(folder, 'it belongs to another user')
  if ((stat.mode & 0o077) !== 0) throw new UnsafeHostFolder(folder, 'other users may enter it')
}
