import type { ErrorPayload } from '../../contract/errors.ts'
import type { Today } from '../../contract/study.ts'
import type { Client } from '../client/client.ts'
import { Loaded } from '../app/load.svelte.ts'

/** Today's figures, shared by the sidebar and the Today screen. */
class TodayState {
  readonly #loaded = new Loaded<Today>()
  #soon: ReturnType<typeof setTimeout> | undefined

  get current(): Today | null {
    return this.#loaded.value
  }

  get error(): ErrorPayload | null {
    return this.#loaded.error
  }

  async load(client: Client): Promise<void> {
    await this.#loaded.run(() => client.call('study.today', {}))
  }

  /** Loads once for a burst of changes. */
  loadSoon(client: Client): void {
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => void this.load(client), 150)
  }
}

export const todayState = new TodayState()
