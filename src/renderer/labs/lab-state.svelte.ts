import type { ErrorPayload } from '../../contract/errors.ts'
import { toErrorPayload } from '../../contract/errors.ts'
import type { Rating } from '../../contract/cards.ts'
import type { Debrief, Session } from '../../contract/labs.ts'
import type { Client } from '../client/client.ts'
import { isFinished } from './lab-words.ts'

/** What a lab's screen needs of its surroundings. */
export interface LabWorld {
  readonly client: Pick<Client, 'call'>
  readonly now: () => number
  readonly newRequestId: () => string
  readonly failed: (error: unknown) => void
}

/** The calls that a learner makes in a lab; each is one act with its own request id. */
type Act = 'lab.check' | 'lab.hint' | 'lab.reset' | 'lab.giveUp' | 'lab.stop'

const activityEveryMs = 15_000

/** One lab session as the core last told it, and the acts of the learner on it. */
export class LabState {
  session = $state.raw<Session | null>(null)
  debrief = $state.raw<Debrief | null>(null)
  error = $state.raw<ErrorPayload | null>(null)
  /** An act that has not been answered yet. */
  busy = $state<string | null>(null)
  /** When `session` was told, epoch ms. */
  toldAt = $state(0)
  readonly id: string
  readonly #world: LabWorld
  /** Not drawn anywhere, so it need not be reactive. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #pending = new Map<string, string>()
  #activityAt = -Infinity

  constructor(world: LabWorld, id: string) {
    this.#world = world
    this.id = id
  }

  async load(): Promise<void> {
    try {
      this.take(await this.#world.client.call('lab.session', { session: this.id }))
      this.error = null
    } catch (error) {
      this.error = toErrorPayload(error)
    }
  }

  /** The core told a session; another one's is not ours. */
  take(session: Session): void {
    if (session.id !== this.id) return
    this.session = session
    this.toldAt = this.#world.now()
    if (isFinished(session.phase) && this.debrief === null) void this.#loadDebrief()
  }

  async act(name: Act): Promise<void> {
    await this.#once(name, (requestId) => this.#world.client.call(name, { session: this.id, requestId }))
  }

  async diagnose(choice: string): Promise<void> {
    await this.#once(`lab.diagnose ${choice}`, (requestId) =>
      this.#world.client.call('lab.diagnose', { session: this.id, choice, requestId }),
    )
  }

  async overrule(rating: Rating): Promise<void> {
    await this.#once(`lab.overrule ${rating}`, (requestId) =>
      this.#world.client.call('lab.overrule', { session: this.id, rating, requestId }),
    )
  }

  /** Tells the core that the learner is at work, a few times a minute at most. A lost sign of life costs nothing. */
  alive(): void {
    const now = this.#world.now()
    if (this.session?.phase !== 'ready' || now - this.#activityAt < activityEveryMs) return
    this.#activityAt = now
    this.#world.client.call('lab.activity', { session: this.id }).catch(() => {
      this.#activityAt = -Infinity
    })
  }

  /** An act that failed keeps its request id, so that trying it again is the same act. */
  async #once(name: string, call: (requestId: string) => Promise<Session>): Promise<void> {
    if (this.busy !== null) return
    this.busy = name
    const requestId = this.#pending.get(name) ?? this.#world.newRequestId()
    this.#pending.set(name, requestId)
    try {
      this.take(await call(requestId))
      this.#pending.delete(name)
    } catch (error) {
      if (toErrorPayload(error).code !== 'client.connection-lost') this.#pending.delete(name)
      this.#world.failed(error)
    } finally {
      this.busy = null
    }
  }

  async #loadDebrief(): Promise<void> {
    try {
      this.debrief = await this.#world.client.call('lab.debrief', { session: this.id })
    } catch (error) {
      this.#world.failed(error)
    }
  }
}
