import type { Settings } from '../../contract/system.ts'
import { labOfCard } from './card-row.ts'
import { createFsrs } from './fsrs.ts'
import type { ScheduleContext } from './schedule-card.ts'
import { createStudyDays } from './study-days.ts'

/** Everything that scheduling needs at one moment, for study cards and for labs. */
export interface StudyContext {
  readonly now: number
  readonly today: number
  readonly dayEndsAt: number
  readonly settings: Settings
  readonly cards: ScheduleContext
  readonly labs: ScheduleContext
}

export function createStudyContext(settings: Settings, now: number, timeZone?: string): StudyContext {
  const days = createStudyDays(settings.rolloverHour, timeZone)
  const today = days.dayOf(now)
  const { cards, labs } = settings.presets
  return {
    now,
    today,
    dayEndsAt: days.startOf(today + 1),
    settings,
    cards: { now, days, preset: cards, fsrs: createFsrs(cards) },
    labs: { now, days, preset: labs, fsrs: createFsrs(labs) },
  }
}

/** The preset's context for one card: labs have a preset of their own. */
export function contextOf(context: StudyContext, cardId: string): ScheduleContext {
  return labOfCard(cardId) === null ? context.cards : context.labs
}
