import type { SettingsRepository } from '../core/study/settings-repository.ts'
import type { Connection } from './connect.ts'

/** Settings that differ from their defaults, one row for each key. */
export function createSettingsRepository(connection: Connection): SettingsRepository {
  const all = connection.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings')
  const put = connection.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  const remove = connection.prepare('DELETE FROM settings WHERE key = ?')
  return {
    stored: () =>
      Object.fromEntries(all.all().map(({ key, value }): [string, unknown] => [key, JSON.parse(value)])),
    put: (key, value) => {
      put.run(key, JSON.stringify(value))
    },
    remove: (key) => {
      remove.run(key)
    },
  }
}
