import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const packageSchema = z.object({ name: z.literal('kubedrill'), version: z.string() })

/** The version in this program's package.json, looked for upwards from the running file. */
export function programVersion(moduleUrl: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(moduleUrl)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const parsed = packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
      if (parsed.success) return parsed.data.version
    }
    if (dirname(folder) === folder) return 'unknown'
  }
}
