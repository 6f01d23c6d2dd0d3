import { statSync } from 'node:fs'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { ContentProblem } from '../../core/curriculum/content-problem.ts'
import { problemsOf } from '../../core/curriculum/lint-content.ts'
import { readContent } from '../../core/curriculum/read-content.ts'
import { readLabs } from '../../core/labs/load-labs.ts'
import { labReferenceProblems } from '../../core/labs/lint-lab-references.ts'
import { findContentFolder } from './find-content-folder.ts'
import { openContentFolder } from './open-content-folder.ts'

/** What was to be checked is no folder. */
export class NotAContentFolderError extends KubedrillError {
  constructor(path: string) {
    super({
      code: 'content.not-a-folder',
      message: `There is no folder ${path}.`,
      remedy: 'Name a folder with `topics` and `labs` in it, or none for the program’s own content.',
      exit: ExitCode.usage,
    })
  }
}

/**
 * Every fault of the topics, cards and labs in a folder (the program's own content when null). Rejects with
 * {@link NotAContentFolderError}.
 */
export async function lintFolder(folder: string | null): Promise<ContentProblem[]> {
  if (folder !== null && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new NotAContentFolderError(folder)
  }
  const files = openContentFolder(folder ?? findContentFolder())
  const content = await readContent(files)
  const labs = await readLabs(files)
  return [...problemsOf(content), ...labs.problems, ...labReferenceProblems(labs.sources, content)]
}
