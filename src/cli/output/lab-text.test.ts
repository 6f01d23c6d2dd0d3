import { expect, test } from 'vitest'
import type { Session } from '../../contract/labs.ts'
import { sessionLines } from './lab-text.ts'

const session: Session = {
  id: 's1',
  ticket: 'NET-901',
  title: 'The page is down',
  topic: 'dns',
  engine: 'kind',
  phase: 'ready',
  progress: null,
  problem: null,
  briefing: 'It is down.',
  objectives: [{ id: 'a', text: 'It is up.', state: 'unmet', observed: 'it was refused' }],
  hints: [
    { index: 0, cost: 'free', text: 'Look.' },
    { index: 1, cost: 'at most Hard', text: null },
  ],
  diagnosis: null,
  namespaces: ['shop'],
  startedAt: 0,
  activeMs: 65_000,
  active: true,
  targetMs: 600_000,
  failedChecks: 0,
  result: null,
}

test('a session tells its time, what it took, and what the next hint costs', () => {
  const text = sessionLines(session).join('\n')
  expect(text).toContain('NET-901  The page is down  (kind, ready; 1:05 of 10:00 at work)')
  expect(text).toContain('✗ It is up.\n    it was refused')
  expect(text).toContain('Hint 1: Look.')
  expect(text).toContain('Hint 2 of 2 is left (`kubedrill lab hint`): at most Hard.')
})

test('a lab that could not start says why and what helps', () => {
  const problem = { code: 'kind.not-installed', message: 'kind is not on PATH.', remedy: 'Install kind.' }
  const text = sessionLines({ ...session, phase: 'failed', problem }).join('\n')
  expect(text).toContain('kind is not on PATH. Install kind.')
  expect(text).not.toContain('is left')
})
