import { toStorageError } from './storage-error.ts'

/**
 * The same port, whose functions throw SQLite's errors as {@link toStorageError} has them: a damaged page is met by whatever
 * reads it, be it inside a transaction or not.
 */
export function withStorageErrors<Port extends object>(port: Port, file: string): Port {
  const members = Object.entries(port).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === 'function' ? guarded(member as Action, file) : member,
  ])
  return Object.fromEntries(members) as Port
}

type Action = (...given: readonly unknown[]) => unknown

function guarded(action: Action, file: string): Action {
  return (...given) => {
    try {
      return action(...given)
    } catch (error) {
      throw toStorageError(error, file)
    }
  }
}
