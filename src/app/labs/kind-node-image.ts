import { monotonicFactory } from 'ulid'
import { readSettings } from '../../core/study/settings.ts'
import { openStore } from '../../storage/open-store.ts'

/** The data folder's setting of kind's node image; null for the stock image. */
export function kindNodeImage(dataDir: string): string | null {
  const store = openStore({ dataDir, newId: monotonicFactory() })
  try {
    const { kindNodeImage: image } = readSettings(store.settings)
    return image === '' ? null : image
  } finally {
    store.close()
  }
}
