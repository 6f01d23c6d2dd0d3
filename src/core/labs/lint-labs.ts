import type { ContentProblem } from '../curriculum/content-problem.ts'
import type { Step } from './format/step-schema.ts'
import type { LabSource } from './lab-source.ts'
import { parseManifests } from './manifests/parse-manifests.ts'
import { isKnownVariable, variablesIn } from './variables.ts'
import { KubedrillError } from '../../contract/errors.ts'

/** What is wrong with labs beyond their form: names that mean nothing, ids used twice, a cause that is given away. */
export function problemsOfLabs(sources: readonly LabSource[]): ContentProblem[] {
  return [
    ...sources.flatMap((lab) => [
      ...folderProblems(lab),
      ...goalProblems(lab),
      ...fileProblems(lab),
      ...variableProblems(lab),
      ...diagnosisProblems(lab),
      ...spoilers(lab),
    ]),
    ...doubles(sources, 'ticket'),
    ...doubles(sources, 'id'),
  ]
}

function problem(
  { source }: LabSource,
  path: readonly PropertyKey[],
  code: string,
  message: string,
  remedy: string,
): ContentProblem {
  return { file: source.file, ...source.positionOf(path), code, message, remedy }
}

function folderProblems(lab: LabSource): ContentProblem[] {
  const { folder } = lab
  if (lab.lab.id === folder) return []
  const message = `The lab \`${lab.lab.id}\` is in the folder \`${folder}\`.`
  return [problem(lab, ['id'], 'wrong-folder', message, 'Give both the same name.')]
}

function goalProblems(lab: LabSource): ContentProblem[] {
  const { objectives, invariants, brokenFails } = lab.lab
  const ids = [...objectives, ...invariants].map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  return [
    ...twice.map((id) =>
      problem(lab, ['objectives'], 'duplicate-id', `Two goals are named \`${id}\`.`, 'Rename one of them.'),
    ),
    ...brokenFails.flatMap((id, index) =>
      ids.includes(id)
        ? []
        : problem(
            lab,
            ['brokenFails', index],
            'unknown-goal',
            `No objective or invariant is named \`${id}\`.`,
            `Known: ${ids.join(', ')}.`,
          ),
    ),
  ]
}

/** Every list of steps that the lab has, with where it is written. */
function stepLists({ lab }: LabSource): { path: readonly PropertyKey[]; steps: readonly Step[] }[] {
  return [
    { path: ['setup'], steps: lab.setup },
    { path: ['break'], steps: lab.break },
    { path: ['churn'], steps: lab.churn },
    ...lab.solutions.map(({ steps }, index) => ({ path: ['solutions', index, 'steps'], steps })),
    ...lab.cheats.map(({ steps }, index) => ({ path: ['cheats', index, 'steps'], steps })),
  ]
}

function fileProblems(lab: LabSource): ContentProblem[] {
  const used = stepLists(lab).flatMap(({ path, steps }) =>
    steps.flatMap((step, index) =>
      'files' in step ? step.files.map((file, nth) => ({ file, path: [...path, index, 'files', nth] })) : [],
    ),
  )
  const missing = used
    .filter(({ file }) => !lab.lab.files.has(file))
    .map(({ file, path }) =>
      problem(
        lab,
        path,
        'missing-file',
        `There is no ${file} beside this lab.yaml.`,
        'Add it or correct the name.',
      ),
    )
  const unused = [...lab.lab.files.keys()]
    .filter((file) => !used.some((use) => use.file === file))
    .map((file) =>
      problem(lab, [], 'unused-file', `Nothing uses ${file}.`, 'Remove it or name it in a step.'),
    )
  return [
    ...missing,
    ...unused,
    ...[...lab.lab.files].flatMap(([file, text]) => manifestProblems(lab, file, text)),
  ]
}

function manifestProblems(lab: LabSource, file: string, text: string): ContentProblem[] {
  const at = (message: string, code: string, remedy: string): ContentProblem => ({
    file: lab.source.file.replace(/lab\.yaml$/, file),
    line: 1,
    column: 1,
    code,
    message,
    remedy,
  })
  try {
    const objects = parseManifests(file, text)
    const outside = objects.find(({ metadata }) => metadata.namespace === undefined)
    return outside === undefined
      ? []
      : [
          at(
            `${outside.kind} ${outside.metadata.name} names no namespace.`,
            'no-namespace',
            'A lab keeps to its own namespaces: add `namespace: ${…}`.',
          ),
        ]
  } catch (error) {
    if (!(error instanceof KubedrillError)) throw error
    return [at(error.message, error.code, error.remedy)]
  }
}

function variableProblems(lab: LabSource): ContentProblem[] {
  const keys = Object.keys(lab.lab.namespaces)
  const { files, ...own } = lab.lab
  const texts = [
    { where: lab.source.file, text: JSON.stringify(own) },
    ...[...files].map(([name, text]) => ({ where: lab.source.file.replace(/lab\.yaml$/, name), text })),
  ]
  return texts.flatMap(({ where, text }) =>
    variablesIn(text)
      .filter((name) => !isKnownVariable(name, keys))
      .map((name) => ({
        file: where,
        line: 1,
        column: 1,
        code: 'unknown-variable',
        message: `\${${name}} is not a variable.`,
        remedy: `Known: ${keys.join(', ')}, clusterIP:KEY/SERVICE, podIP:KEY/DEPLOYMENT, corednsImage.`,
      })),
  )
}

function diagnosisProblems(lab: LabSource): ContentProblem[] {
  const { diagnosis } = lab.lab
  if (diagnosis === undefined || diagnosis.choices.some(({ id }) => id === diagnosis.answer)) return []
  const message = `\`${diagnosis.answer}\` is not among the choices.`
  return [problem(lab, ['diagnosis', 'answer'], 'unknown-choice', message, 'Name the id of a choice.')]
}

/** The id names the cause: what a learner sees before the debrief must not hold it. */
function spoilers(lab: LabSource): ContentProblem[] {
  const { id, title, briefing, objectives, invariants, namespaces } = lab.lab
  const seen = [title, briefing, ...[...objectives, ...invariants].map(({ text }) => text)]
  const told =
    seen.some((text) => text.includes(id)) ||
    Object.values(namespaces).some((name) => id.includes(name) && name.includes('-'))
  return told
    ? [
        problem(
          lab,
          ['briefing'],
          'names-the-cause',
          'The learner reads the id, which names the cause, before the debrief.',
          'Say the symptom instead.',
        ),
      ]
    : []
}

function doubles(sources: readonly LabSource[], key: 'ticket' | 'id'): ContentProblem[] {
  return sources
    .filter((one, index) => sources.findIndex((other) => other.lab[key] === one.lab[key]) !== index)
    .map((one) =>
      problem(one, [key], 'duplicate-id', `The ${key} ${one.lab[key]} is taken.`, 'Choose one that is free.'),
    )
}
