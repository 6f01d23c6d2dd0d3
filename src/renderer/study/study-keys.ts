import type { CardFace, Rating } from '../../contract/cards.ts'

export type StudyAction =
  | { readonly do: 'reveal' | 'undo' | 'topic' | 'lab' | 'suspend' | 'bury' | 'note' | 'flag' | 'help' }
  | { readonly do: 'rate'; readonly rating: Rating }
  | { readonly do: 'choose'; readonly index: number }

export interface KeyPress {
  readonly key: string
  readonly shift: boolean
  /** Ctrl, Alt or Meta: such a key is the browser's or the system's. */
  readonly modified: boolean
  /** The focus is on a button or link, which Space and Enter press. */
  readonly onButton: boolean
}

const letters: Readonly<Record<string, Exclude<StudyAction['do'], 'rate' | 'choose'>>> = {
  u: 'undo',
  t: 'topic',
  l: 'lab',
  s: 'suspend',
  b: 'bury',
  e: 'note',
  f: 'flag',
  '?': 'help',
}

/**
 * What a key does in the study screen, or null. Where a question offers choices, their letters come first until the
 * reveal; Shift with a letter always means the action.
 */
export function studyAction(press: KeyPress, revealed: boolean, face: CardFace | null): StudyAction | null {
  if (press.modified) return null
  const key = press.key.toLowerCase()
  if (key === ' ' || key === 'enter') {
    if (press.onButton) return null
    return revealed ? { do: 'rate', rating: 3 } : { do: 'reveal' }
  }
  const rating = ratings.get(key)
  if (revealed && rating !== undefined) return { do: 'rate', rating }
  if (!revealed && !press.shift && key.length === 1) {
    const index = key.charCodeAt(0) - 'a'.charCodeAt(0)
    if (index >= 0 && index < choiceCount(face)) return { do: 'choose', index }
  }
  const action = letters[key]
  return action === undefined ? null : { do: action }
}

const ratings: ReadonlyMap<string, Rating> = new Map([
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
])

function choiceCount(face: CardFace | null): number {
  if (face?.type === 'predict') return face.choices.length
  return face?.type === 'output' ? (face.choices?.length ?? 0) : 0
}
