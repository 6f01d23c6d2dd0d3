import { getContext, setContext } from 'svelte'
import type { Client } from './client.ts'

const key = Symbol('client')

export function provideClient(client: Client): void {
  setContext(key, client)
}

/** The client of the component tree; call it while a component is being made. */
export function useClient(): Client {
  return getContext<Client>(key)
}
