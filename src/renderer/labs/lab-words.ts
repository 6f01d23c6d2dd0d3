import type { LabSummary, Objective, Session } from '../../contract/labs.ts'

/** Time at work as of `now`: what the core counted, and what went by since it told, while the learner is active. */
export function activeTime(
  session: Pick<Session, 'activeMs' | 'active'>,
  toldAt: number,
  now: number,
): number {
  return session.activeMs + (session.active ? Math.max(0, now - toldAt) : 0)
}

/** A lab that can still be worked on. */
export function isOpen(phase: Session['phase']): boolean {
  return phase === 'starting' || phase === 'ready' || phase === 'checking' || phase === 'resetting'
}

/** A lab that was passed or given up, with a grade. */
export function isFinished(phase: Session['phase']): boolean {
  return phase === 'passed' || phase === 'gaveUp'
}

export const phaseWords: Readonly<Record<Session['phase'], string>> = {
  starting: 'starting',
  ready: 'open',
  checking: 'checking',
  resetting: 'resetting',
  passed: 'solved',
  gaveUp: 'given up',
  failed: 'could not start',
  stopped: 'ended',
}

export const statusWords: Readonly<Record<LabSummary['status'], string>> = {
  unseen: 'not tried',
  open: 'open now',
  solved: 'solved',
  gaveUp: 'given up',
}

export const objectiveWords: Readonly<Record<Objective['state'], string>> = {
  unknown: 'not checked',
  checking: 'checking',
  met: 'met',
  unmet: 'not met',
}

export const ratingWords = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' } as const
