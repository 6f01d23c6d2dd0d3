import { toasts } from '../app/toasts.svelte.ts'
import type { Client } from '../client/client.ts'
import { newRequestId } from '../client/request-id.ts'
import type { StudyWorld } from './study-session.svelte.ts'

/** The page's own clock, timers and messages. */
export function studyWorld(client: Client): StudyWorld {
  return {
    client,
    now: () => Date.now(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    newRequestId,
    tell: {
      failed: (error) => toasts.fail(error),
      undone: (label) => toasts.say(label, { tone: 'good' }),
      done: (text) => toasts.say(text),
      leech: (suspended) =>
        toasts.say(`You keep forgetting this card: it is a leech${suspended ? ', and suspended' : ''} now.`, {
          remedy: suspended
            ? 'Read its topic or practise its lab, then resume it on its page.'
            : 'Read its topic, write a note that makes it stick (e), or practise its lab before it comes again.',
        }),
    },
  }
}
