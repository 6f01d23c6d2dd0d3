import { ulid } from 'ulid'
import type { App } from '../../app/app.ts'
import { ratingSchema, type Rating } from '../../contract/cards.ts'
import type { DayReport, StudyItem } from '../../contract/study.ts'
import { answerText, questionText } from '../output/card-text.ts'
import { attemptOf, attemptPrompt } from './attempt.ts'
import { ratingNames } from './rating-names.ts'
import type { Lines } from './read-lines.ts'

type Say = (text: string) => void
type Choice =
  { readonly act: 'rate'; readonly rating: Rating } | { readonly act: 'undo' } | { readonly act: 'quit' }

/**
 * Studies in a terminal until nothing is left, the input ends or `q` is typed: the question, an attempt where the card asks for
 * one, the answer, a rating. `u` takes the last thing back.
 */
export async function studyHere(
  app: App,
  lines: Lines,
  say: Say,
  topic: string | undefined,
): Promise<DayReport> {
  for (;;) {
    const { item, counts, done } = await app.call('study.next', topic === undefined ? {} : { topic })
    if (item === null) {
      say('\nNothing is left for now.\n')
      return done
    }
    say(`\n[new ${counts.new}, learning ${counts.learning}, due ${counts.due}]\n`)
    const began = performance.now()
    const choice = await ask(app, lines, say, item)
    if (choice.act === 'quit') return done
    if (choice.act === 'undo') {
      const { undone } = await app.call('study.undo', { requestId: ulid() })
      say(undone === null ? 'There is nothing to take back.\n' : `${undone.label}: ${undone.cardId}\n`)
    } else {
      const { id } = item.card
      await app.call('study.answer', {
        cardId: id,
        rating: choice.rating,
        revision: item.schedule.revision,
        requestId: ulid(),
        durationMs: performance.now() - began,
      })
    }
  }
}

async function ask(app: App, lines: Lines, say: Say, { card, choices }: StudyItem): Promise<Choice> {
  say(`\n${questionText(card)}\n\n${attemptPrompt(card.face)} (u undoes, q ends): `)
  const typed = (await lines.next())?.trim()
  if (typed === undefined || typed === 'q') return { act: 'quit' }
  if (typed === 'u') return { act: 'undo' }
  const attempt = attemptOf(card.face, typed)
  if (attempt !== null) {
    const { verdict, feedback } = await app.call('study.attempt', { cardId: card.id, attempt })
    say(`\n${verdict}: ${feedback}\n`)
  }
  say(`\n${answerText(card)}\n\n${card.why}\n\n`)
  const labels = choices.map(({ rating, label }) => `${rating} ${ratingNames[rating - 1] ?? ''} ${label}`)
  for (;;) {
    say(`${labels.join('   ')}   (u undoes, q ends): `)
    const answer = (await lines.next())?.trim()
    if (answer === undefined || answer === 'q') return { act: 'quit' }
    if (answer === 'u') return { act: 'undo' }
    const rating = ratingSchema.safeParse(Number(answer))
    if (rating.success) return { act: 'rate', rating: rating.data }
  }
}
