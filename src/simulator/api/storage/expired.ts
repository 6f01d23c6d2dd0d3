import { StatusError } from '../status-error.ts'

/** As the API server's watch cache says it. `oldest` is the first revision that a watch can begin from. */
export function watchExpired(from: number, oldest: number): StatusError {
  return new StatusError('Expired', `too old resource version: ${from} (${oldest})`)
}

/** As etcd3's storage says it for `resourceVersionMatch=Exact`. */
export function listExpired(): StatusError {
  return new StatusError('Expired', 'The resourceVersion for the provided list is too old.')
}
