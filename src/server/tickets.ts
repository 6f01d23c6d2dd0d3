import { z } from 'zod'

/** What a ticket opens: the event stream, or one terminal. */
export const ticketPurposeSchema = z.discriminatedUnion('purpose', [
  z.strictObject({ purpose: z.literal('events') }),
  z.strictObject({ purpose: z.literal('terminal'), terminal: z.string().min(1).max(200) }),
])
export type TicketPurpose = z.infer<typeof ticketPurposeSchema>

const lifeMs = 30_000
const maxTickets = 1_000

/** Single-use tickets for WebSockets, which cannot carry a header: each for one purpose, for half a minute. */
export class TicketOffice {
  readonly #tickets = new Map<string, { readonly scope: string; readonly expiresAt: number }>()
  readonly #now: () => number
  readonly #newSecret: () => string

  constructor(now: () => number, newSecret: () => string) {
    this.#now = now
    this.#newSecret = newSecret
  }

  issue(purpose: TicketPurpose): string {
    const now = this.#now()
    for (const [ticket, { expiresAt }] of this.#tickets) {
      if (expiresAt < now || this.#tickets.size >= maxTickets) this.#tickets.delete(ticket)
    }
    const ticket = this.#newSecret()
    this.#tickets.set(ticket, { scope: scopeOf(purpose), expiresAt: now + lifeMs })
    return ticket
  }

  /** Whether the ticket opens this; whatever the answer, it never opens anything again. */
  redeem(ticket: string, purpose: TicketPurpose): boolean {
    const found = this.#tickets.get(ticket)
    this.#tickets.delete(ticket)
    return found !== undefined && found.expiresAt >= this.#now() && found.scope === scopeOf(purpose)
  }
}

function scopeOf(purpose: TicketPurpose): string {
  return purpose.purpose === 'events' ? 'events' : `terminal/${purpose.terminal}`
}
