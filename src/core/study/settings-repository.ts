/** Settings as they are kept: only what differs from the defaults. Written inside a transaction of the study repository. */
export interface SettingsRepository {
  stored(): Readonly<Record<string, unknown>>
  put(key: string, value: unknown): void
  /** Back to its default. */
  remove(key: string): void
}
