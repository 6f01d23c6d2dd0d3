import type { ContentProblem } from '../../core/curriculum/content-problem.ts'
import { problemsOf } from '../../core/curriculum/lint-content.ts'
import { readContent } from '../../core/curriculum/read-content.ts'
import { readLabs } from '../../core/labs/load-labs.ts'
import { labReferenceProblems } from '../../core/labs/lint-lab-references.ts'
import { findContentFolder } from './find-content-folder.ts'
import { openContentFolder } from './open-content-folder.ts'

/** Every fault of the topics, cards and labs in a folder (the program's own content when null). */
export async function lintFolder(folder: string | null): Promise<ContentProblem[]> {
  const files = openContentFolder(folder ?? findContentFolder())
  const content = await readContent(files)
  const labs = await readLabs(files)
  return [...problemsOf(content), ...labs.problems, ...labReferenceProblems(labs.sources, content)]
}
