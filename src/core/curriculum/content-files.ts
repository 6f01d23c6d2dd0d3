/** A curriculum's files as the core reads them; paths are relative, with `/`, whatever the platform. */
export interface ContentFiles {
  /** Where the files are, for messages to a person. */
  readonly root: string
  /** Every file below `folder` ('' for all), sorted; empty when there is no such folder. */
  list(folder: string): Promise<string[]>
  /** UTF-8 text; rejects with a `KubedrillError` when it cannot be read. */
  read(path: string): Promise<string>
}
