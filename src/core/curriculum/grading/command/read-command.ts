import { opaque, understood, type Facet, type Reading } from './normal-form.ts'
import { readCurl } from './read-curl.ts'
import { readDig } from './read-dig.ts'
import { readKubectl } from './read-kubectl.ts'
import { readNc, readNslookup } from './read-small-tools.ts'
import { hasBadSubstitution, splitLine } from './shell-line.ts'

/** What one command would do; opaque when it is not understood. */
export function readCommand(words: readonly string[]): Reading {
  const [path = '', ...rest] = words
  const program = path.slice(path.lastIndexOf('/') + 1)
  const inside = commandInShell(program, rest)
  if (inside !== null) return readCommand(inside)
  switch (program) {
    case 'k':
    case 'kubectl':
      return readKubectl(rest, program, readInnerCommand)
    case 'dig':
      return readDig(rest)
    case 'curl':
      return readCurl(rest)
    case 'nslookup':
      return readNslookup(rest)
    case 'nc':
    case 'ncat':
      return readNc(rest)
    case 'cat':
    case 'sh':
    case 'bash':
      // Their words are taken as they are: nothing in them can be said in another way here.
      return understood(
        program,
        rest.map((word, index) => argument(index, word)),
      )
    default:
      return opaque(program, `\`${program}\` is not known here`)
  }
}

/** The words of `sh -c 'cat file'`, which does what `cat file` does; null when it is more than one command. */
function commandInShell(program: string, rest: readonly string[]): readonly string[] | null {
  const [flag, script, ...more] = rest
  if (!['sh', 'bash', 'ash'].includes(program) || flag !== '-c' || script === undefined || more.length > 0)
    return null
  if (hasBadSubstitution(script)) return null
  const [stage, ...stages] = splitLine(script)
  return stage === undefined || stages.length > 0 ? null : stage.words
}

/** The facets of a command that another one runs, as `kubectl exec … --` does; a sentence when it is not understood. */
function readInnerCommand(words: readonly string[]): Facet[] | string {
  const reading = readCommand(words)
  if ('opaque' in reading) return reading.opaque.reason
  const { program, facets } = reading.form
  return [
    { label: 'program to run', kind: 'target', value: program, written: program },
    ...facets.map((facet) => ({ ...facet, label: `${program}'s ${facet.label}` })),
  ]
}

function argument(index: number, word: string): Facet {
  return { label: `argument ${index + 1}`, kind: 'target', value: word, written: word }
}
