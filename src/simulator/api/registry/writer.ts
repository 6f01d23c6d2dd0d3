/** Who writes, and how. */
export interface Writer {
  readonly user: UserInfo
  /** Owner of the fields that this write sets, in metadata.managedFields. */
  readonly fieldManager: string
  /** Everything but the write itself. */
  readonly dryRun: boolean
  /** Takes texts for `Warning:` headers. */
  readonly warn: (text: string) => void
}

/** An authenticated user: authentication.k8s.io/v1 UserInfo. */
export interface UserInfo {
  readonly name: string
  readonly uid?: string
  readonly groups: readonly string[]
  readonly extra?: Readonly<Record<string, readonly string[]>>
}
