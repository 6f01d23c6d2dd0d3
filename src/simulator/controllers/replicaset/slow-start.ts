import { StatusError } from '../../api/status-error.ts'

/**
 * Calls `run` `count` times in batches of 1, 2, 4…; after a batch with a failure there is no other one. Answers the first error of that
 * batch, null when all went well. Rule: replica_set.go `slowStartBatch`.
 */
export function slowStart(count: number, run: () => void): StatusError | null {
  let remaining = count
  for (let batch = Math.min(1, remaining); batch > 0; batch = Math.min(2 * batch, remaining)) {
    let failure: StatusError | null = null
    for (let index = 0; index < batch; index++) {
      try {
        run()
      } catch (error) {
        if (!(error instanceof StatusError)) throw error
        failure ??= error
      }
    }
    if (failure !== null) return failure
    remaining -= batch
  }
  return null
}
