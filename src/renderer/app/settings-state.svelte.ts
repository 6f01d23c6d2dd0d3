import type { CallInput } from '../../contract/contract.ts'
import type { Settings } from '../../contract/system.ts'
import type { Client } from '../client/client.ts'
import { theme } from './theme.svelte.ts'

/** The settings as last answered; null until the first answer. */
class SettingsState {
  current = $state.raw<Settings | null>(null)

  async load(client: Client): Promise<void> {
    this.#take(await client.call('settings.get', {}))
  }

  /** Rejects with what the core found wrong; nothing is changed then. */
  async change(client: Client, changes: CallInput<'settings.set'>['changes']): Promise<void> {
    this.#take(await client.call('settings.set', { changes }))
  }

  #take(settings: Settings): void {
    this.current = settings
    theme.choice = settings.theme
  }
}

export const settings = new SettingsState()
