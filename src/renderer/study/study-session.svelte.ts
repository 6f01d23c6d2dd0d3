import type { CardFace, Rating, ScheduleView } from '../../contract/cards.ts'
import { KubedrillError, toErrorPayload, type ErrorPayload } from '../../contract/errors.ts'
import type { Attempt, Counts, DayReport, StudyItem, Verdict } from '../../contract/study.ts'
import type { Client } from '../client/client.ts'

/** What a study session needs of its surroundings. */
export interface StudyWorld {
  readonly client: Pick<Client, 'call'>
  readonly now: () => number
  /** Runs `act` once after `ms`; the returned function takes that back. */
  readonly after: (ms: number, act: () => void) => () => void
  readonly newRequestId: () => string
  readonly tell: {
    readonly failed: (error: unknown) => void
    readonly undone: (label: string) => void
    readonly leech: (suspended: boolean) => void
    readonly done: (text: string) => void
  }
}

/** `unsaved`: the rating was given but the program did not answer; it is sent again with the same request id. */
export type StudyPhase = 'loading' | 'question' | 'answer' | 'saving' | 'unsaved' | 'finished' | 'failed'

interface Answer {
  readonly cardId: string
  readonly rating: Rating
  readonly revision: number
  readonly requestId: string
  readonly durationMs: number
}

/** One sitting: the card on the screen, what the learner did with it, and what comes next. */
export class StudySession {
  phase = $state<StudyPhase>('loading')
  item = $state.raw<StudyItem | null>(null)
  counts = $state.raw<Counts>({ new: 0, learning: 0, due: 0 })
  done = $state.raw<DayReport | null>(null)
  nextLearningAt = $state<number | null>(null)
  /** What the learner has put together so far; null: nothing. */
  attempt = $state.raw<Attempt | null>(null)
  verdict = $state.raw<Verdict | null>(null)
  error = $state.raw<ErrorPayload | null>(null)
  /** Reviews of this sitting. */
  answered = $state(0)

  readonly #world: StudyWorld
  readonly #topic: string | null
  #shownAt = 0
  #pending: Answer | null = null
  #stopTimer = (): void => {}
  #closed = false

  constructor(world: StudyWorld, topic: string | null) {
    this.#world = world
    this.#topic = topic
  }

  /** Fetches the next card. */
  async load(): Promise<void> {
    this.#stopTimer()
    try {
      const next = await this.#world.client.call(
        'study.next',
        this.#topic === null ? {} : { topic: this.#topic },
      )
      if (this.#closed) return
      this.counts = next.counts
      this.done = next.done
      this.nextLearningAt = next.nextLearningAt
      this.#show(next.item)
    } catch (error) {
      this.error = toErrorPayload(error)
      this.phase = 'failed'
    }
  }

  /** Turns the card over, after grading what the learner attempted, if anything. */
  async reveal(): Promise<void> {
    const item = this.item
    if (this.phase !== 'question' || item === null) return
    const attempt = this.attempt
    this.phase = 'answer'
    if (attempt === null) return
    try {
      const verdict = await this.#world.client.call('study.attempt', { cardId: item.card.id, attempt })
      if (this.item === item) this.verdict = verdict
    } catch (error) {
      this.#world.tell.failed(error)
    }
  }

  /** Records the review; the card stays until it is on disk. */
  async rate(rating: Rating): Promise<void> {
    if (this.phase !== 'answer' || this.item === null) return
    const { card, schedule } = this.item
    const pending = this.#pending
    this.#pending =
      pending !== null && pending.rating === rating
        ? pending
        : {
            cardId: card.id,
            rating,
            revision: schedule.revision,
            requestId: this.#world.newRequestId(),
            durationMs: Math.max(0, this.#world.now() - this.#shownAt),
          }
    await this.#send()
  }

  /** Sends an unsaved rating again: the same act, so it counts once. */
  async retry(): Promise<void> {
    if (this.phase === 'unsaved') await this.#send()
    else if (this.phase === 'failed') await this.load()
  }

  async undo(): Promise<void> {
    if (this.phase === 'saving' || this.phase === 'unsaved') return
    await this.#act(async () => {
      const { undone } = await this.#world.client.call('study.undo', {
        requestId: this.#world.newRequestId(),
      })
      if (undone === null) {
        this.#world.tell.done('There is nothing to undo.')
        return
      }
      if (undone.kind === 'review') this.answered = Math.max(0, this.answered - 1)
      this.#world.tell.undone(undone.label)
      await this.load()
    })
  }

  async suspend(): Promise<void> {
    await this.#onCard(async (cardId, requestId) => {
      await this.#world.client.call('study.suspend', { cardId, suspended: true, requestId })
      this.#world.tell.done('Suspended: it does not come up until you resume it.')
      await this.load()
    })
  }

  async bury(): Promise<void> {
    await this.#onCard(async (cardId, requestId) => {
      await this.#world.client.call('study.bury', { cardId, requestId })
      this.#world.tell.done('Buried until tomorrow.')
      await this.load()
    })
  }

  async toggleFlag(): Promise<void> {
    await this.#onCard(async (cardId, requestId) => {
      const flag = (this.item?.schedule.flag ?? 0) === 0 ? 1 : 0
      this.#reschedule(await this.#world.client.call('study.flag', { cardId, flag, requestId }))
    })
  }

  async editNote(note: string): Promise<void> {
    await this.#onCard(async (cardId, requestId) => {
      this.#reschedule(await this.#world.client.call('study.editNote', { cardId, note, requestId }))
    })
  }

  /** Something changed through another door: a finished session looks again; a card in hand is left alone. */
  async changedElsewhere(): Promise<void> {
    if (this.phase === 'finished') await this.load()
  }

  close(): void {
    this.#closed = true
    this.#stopTimer()
  }

  async #send(): Promise<void> {
    const pending = this.#pending
    const item = this.item
    if (pending === null || item === null) return
    this.phase = 'saving'
    try {
      const { becameLeech, schedule } = await this.#world.client.call('study.answer', pending)
      this.answered += 1
      if (becameLeech) this.#world.tell.leech(schedule.suspended)
    } catch (error) {
      const code = error instanceof KubedrillError ? error.code : ''
      if (code === 'client.connection-lost') {
        this.phase = 'unsaved'
        return
      }
      if (code !== 'study.stale-card') {
        this.phase = 'answer'
        this.#world.tell.failed(error)
        return
      }
    }
    await this.load()
  }

  #show(item: StudyItem | null): void {
    this.item = item
    this.attempt = null
    this.verdict = null
    this.error = null
    this.#pending = null
    this.#shownAt = this.#world.now()
    this.phase = item === null ? 'finished' : 'question'
    if (item === null && this.nextLearningAt !== null) {
      const wait = Math.max(1000, this.nextLearningAt - this.#world.now())
      this.#stopTimer = this.#world.after(wait, () => void this.load())
    }
  }

  /** The row changed under the card in hand: the next answer names the new revision. */
  #reschedule(schedule: ScheduleView): void {
    if (this.item !== null) this.item = { ...this.item, schedule }
  }

  async #onCard(act: (cardId: string, requestId: string) => Promise<void>): Promise<void> {
    const item = this.item
    if (item === null || (this.phase !== 'question' && this.phase !== 'answer')) return
    await this.#act(() => act(item.card.id, this.#world.newRequestId()))
  }

  async #act(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#world.tell.failed(error)
    }
  }
}

/** Whether a card asks for something to be put together before the reveal. */
export function asksForAttempt(face: CardFace): boolean {
  if (face.type === 'output') return face.choices !== undefined
  return face.type !== 'basic' && face.type !== 'cloze'
}
