import { contract, type AppEvent, type CallName, type Handlers } from '../../src/contract/contract.ts'
import type { Session } from '../../src/contract/labs.ts'
import type { Settings } from '../../src/contract/system.ts'
import type { Terminal } from '../../src/contract/terminals.ts'
import { cards, schedule } from './fixture-cards.ts'
import { briefing, debrief, labs, session as newSession } from './fixture-labs.ts'
import { topics } from './fixture-topics.ts'

/**
 * An imitation of the core for looking at the interface while it is drawn: answers that are well formed and made up. No test
 * of the program uses it.
 */
export class FixtureApp {
  readonly #listeners = new Set<(event: AppEvent) => void>()
  #at = 0
  #reviews = 0
  #session: Session | null = null
  readonly #terminals: Terminal[] = []
  #settings = settings

  constructor(options: { first?: number; lab?: Session['phase'] } = {}) {
    this.#at = options.first ?? 0
    if (options.lab !== undefined) this.#session = newSession(options.lab)
  }

  subscribe(listener: (event: AppEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async call(name: CallName, input: unknown): Promise<unknown> {
    const handler = this.#handlers[name] as ((input: unknown) => Promise<unknown>) | undefined
    if (handler === undefined) throw new Error(`the fixture has no ${name}`)
    return handler(contract[name].input.parse(input))
  }

  #counts() {
    const left = Math.max(0, cards.length - this.#at)
    return {
      new: Math.max(0, left - 3),
      learning: Math.min(left, 1),
      due: Math.min(Math.max(0, left - 1), 2),
    }
  }

  #done() {
    return { reviews: this.#reviews, newCards: 3, again: 1, durationMs: 194_000, labsSolved: 0 }
  }

  #change(change: Partial<Session>): Session {
    const before = this.#session ?? newSession('ready')
    const after = { ...before, ...change }
    this.#session = after
    for (const listener of this.#listeners) listener({ event: 'lab.changed', session: after })
    return after
  }

  readonly #handlers: Partial<Handlers> = {
    'study.today': async () => ({
      now: Date.now(),
      dayEndsAt: Date.now() + 6 * 3_600_000,
      counts: this.#counts(),
      nextLearningAt: null,
      done: this.#done(),
      streak: 12,
      history: days(-83, 84).map((day, index) => ({
        day,
        reviews: (index * 37) % 11 < 3 ? 0 : (index * 53) % 47,
      })),
      forecast: days(0, 14).map((day, index) => ({ day, due: index === 0 ? 12 : (index * 17 + 5) % 21 })),
      topics: topics.map((topic, index) => ({
        id: topic.id,
        title: topic.title,
        counts: index === 0 ? this.#counts() : { new: 0, learning: 0, due: 0 },
        cards: 16,
        seen: 9 - index * 4,
        recall: index === 0 ? 0.91 : 0.78,
        labs: 2 - index,
        labsSolved: index,
      })),
      labs: labs.map(({ ticket, title, topic, dueAt, minutes }) => ({
        ticket,
        title,
        topic,
        dueAt,
        minutes,
        overdueDays: dueAt === null ? 0 : 2,
      })),
    }),
    'study.next': async () => {
      const card = cards[this.#at]
      return {
        item:
          card === undefined
            ? null
            : {
                card,
                schedule: schedule(this.#at === 1 ? 'review' : 'new'),
                choices: (['<1m', '6m', '10m', '8d'] as const).map((label, index) => ({
                  rating: ([1, 2, 3, 4] as const)[index] ?? 1,
                  dueAt: Date.now(),
                  label,
                })),
              },
        counts: this.#counts(),
        nextLearningAt: card === undefined ? Date.now() + 540_000 : null,
        done: this.#done(),
      }
    },
    'study.attempt': async ({ attempt }) =>
      attempt.type === 'choice' && attempt.choice === 'refused'
        ? { verdict: 'correct', feedback: 'no endpoint: kube-proxy rejects.' }
        : { verdict: 'wrong', feedback: 'asks for another namespace: `default` instead of `shop`.' },
    'study.answer': async () => {
      this.#at += 1
      this.#reviews += 1
      for (const listener of this.#listeners) listener({ event: 'study.changed' })
      return { reviewId: `r${this.#reviews}`, schedule: schedule('review'), becameLeech: this.#reviews === 3 }
    },
    'study.undo': async () => {
      if (this.#at === 0) return { undone: null }
      this.#at -= 1
      this.#reviews -= 1
      return { undone: { kind: 'review', cardId: cards[this.#at]?.id ?? '', label: 'Good' } }
    },
    'study.flag': async ({ flag }) => ({ ...schedule(), flag }),
    'study.editNote': async ({ note }) => ({ ...schedule(), note }),
    'study.suspend': async ({ suspended }) => ((this.#at += 1), { ...schedule(), suspended }),
    'study.bury': async () => ((this.#at += 1), { ...schedule(), buried: true }),
    'topic.list': async () => ({ topics: [...topics] }),
    'topic.get': async ({ id }) => {
      const topic = topics.find((one) => one.id === id)
      if (topic === undefined) throw new Error(`no topic ${id}`)
      return topic
    },
    'card.list': async ({ topic }) => ({
      cards: cards
        .filter((card) => topic === undefined || card.topic === topic)
        .map((card, index) => ({
          id: card.id,
          topic: card.topic,
          type: card.face.type,
          prompt:
            'question' in card.face
              ? card.face.question.replaceAll(/[*`]/g, '')
              : 'A headless Service sets clusterIP: … and its name resolves to …',
          schedule: {
            ...schedule(index === 0 ? 'new' : 'review'),
            retrievability: index === 0 ? null : 0.86 - index / 10,
            dueAt: index === 0 ? null : Date.now() + index * 86_400_000 * 3,
          },
        })),
    }),
    'card.get': async ({ id }) => {
      const card = cards.find((one) => one.id === id)
      if (card === undefined) throw new Error(`no card ${id}`)
      return { card, schedule: schedule('review') }
    },
    'lab.list': async () => ({ labs }),
    'lab.get': async ({ lab }) => {
      const found = labs.find(({ ticket }) => ticket === lab)
      if (found === undefined) throw new Error(`no lab ${lab}`)
      const problems =
        lab === 'NET-102'
          ? [
              {
                code: 'kind.docker-not-running',
                message: 'Docker is installed but does not answer on /var/run/docker.sock.',
                remedy: 'Start Docker (for example `systemctl start docker`), then look again.',
              },
            ]
          : []
      return {
        ...found,
        briefing,
        engineStatus: [{ id: 'kind', title: 'kind (Kubernetes in Docker)', problems, running: false }],
      }
    },
    'lab.start': async () => this.#change({ ...newSession('starting') }),
    'lab.sessions': async () => ({ sessions: this.#session === null ? [] : [this.#session] }),
    'lab.session': async () => this.#session ?? newSession('ready'),
    'lab.check': async () => {
      const before = this.#session ?? newSession('ready')
      this.#change({
        phase: 'checking',
        objectives: before.objectives.map((one) => ({ ...one, state: 'checking' as const })),
      })
      await new Promise((resolve) => setTimeout(resolve, 1500))
      if (before.failedChecks > 0) return this.#change(finished('passed', before))
      return this.#change({
        phase: 'ready',
        failedChecks: 1,
        objectives: before.objectives.map((one, index) => ({
          ...one,
          state: index === 0 ? ('unmet' as const) : ('met' as const),
          observed:
            index === 0
              ? 'checkout → api:8080: the name did not resolve (timed out after 3 s)'
              : 'as expected',
        })),
      })
    },
    'lab.hint': async () => {
      const before = this.#session ?? newSession('ready')
      const next = before.hints.findIndex((hint) => hint.text === null)
      return this.#change({
        hints: before.hints.map((hint) =>
          hint.index === next
            ? { ...hint, text: 'Ask the resolver from inside the Pod, and again from `default`.' }
            : hint,
        ),
      })
    },
    'lab.diagnose': async ({ choice }) => {
      const { diagnosis } = this.#session ?? newSession('ready')
      return this.#change({ diagnosis: diagnosis === null ? null : { ...diagnosis, answered: choice } })
    },
    'lab.reset': async () =>
      this.#change({ phase: 'resetting', progress: { step: 'Recreating namespace shop', fraction: null } }),
    'lab.giveUp': async () => this.#change(finished('gaveUp', this.#session ?? newSession('ready'))),
    'lab.overrule': async ({ rating }) => {
      const { result } = this.#session ?? newSession('passed')
      return this.#change({ result: result === null ? null : { ...result, rating, overruled: true } })
    },
    'lab.stop': async () => this.#change({ phase: 'stopped' }),
    'lab.debrief': async () => debrief,
    'lab.activity': async () => ({}),
    'terminal.open': async ({ session, cols, rows }) => {
      const terminal = {
        id: `t${this.#terminals.length + 1}`,
        session,
        title: `bash ${this.#terminals.length + 1}`,
        cols,
        rows,
        exitCode: null,
      }
      this.#terminals.push(terminal)
      return terminal
    },
    'terminal.list': async () => ({ terminals: this.#terminals }),
    'terminal.rename': async ({ terminal, title }) => {
      const at = this.#terminals.findIndex(({ id }) => id === terminal)
      const renamed = { ...(this.#terminals[at] as Terminal), title }
      this.#terminals[at] = renamed
      return renamed
    },
    'terminal.close': async ({ terminal }) => {
      this.#terminals.splice(
        this.#terminals.findIndex(({ id }) => id === terminal),
        1,
      )
      return {}
    },
    'cluster.engines': async () => ({ engines: [] }),
    'progress.stats': async () => ({
      cards: { total: 32, new: 14, learning: 3, young: 11, mature: 4, suspended: 0, leeches: 1 },
      reviews: { total: 412, last30Days: 188 },
      trueRetention: { young: 0.883, mature: 0.921, all: 0.897 },
      desiredRetention: 0.9,
      answers: [
        { rating: 1, count: 41 },
        { rating: 2, count: 38 },
        { rating: 3, count: 301 },
        { rating: 4, count: 32 },
      ],
      labs: { total: 3, solved: 1 },
    }),
    'progress.forecast': async ({ days: count }) => ({
      days: days(0, count).map((day, index) => ({ day, due: (index * 17 + 5) % 21 })),
    }),
    'settings.get': async () => this.#settings,
    'settings.set': async ({ changes: { presets, ...changes } }) => {
      const defined = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      const cardsPreset = Object.fromEntries(
        Object.entries(presets?.cards ?? {}).filter(([, value]) => value !== undefined),
      )
      this.#settings = {
        ...this.#settings,
        ...defined,
        presets: { ...this.#settings.presets, cards: { ...this.#settings.presets.cards, ...cardsPreset } },
      }
      return this.#settings
    },
    'system.info': async () => ({
      version: '0.1.0',
      dataDir: '/home/you/.local/share/kubedrill',
      platform: 'linux-x64',
      node: '24.21.0',
      door: 'browser',
    }),
    'system.doctor': async () => ({
      checks: [
        { name: 'Database', state: 'ok', found: 'SQLite 3.50, integrity ok', remedy: '' },
        {
          name: 'kubectl',
          state: 'warning',
          found: 'v1.31.0 on PATH',
          remedy: 'Install kubectl 1.34 to 1.36.',
        },
        {
          name: 'kind',
          state: 'missing',
          found: 'not on PATH',
          remedy: 'Install kind 0.30 or newer: https://kind.sigs.k8s.io',
        },
      ],
    }),
  }
}

function finished(phase: 'passed' | 'gaveUp', before: Session): Partial<Session> {
  const rating = phase === 'passed' ? 3 : 1
  return {
    phase,
    active: false,
    objectives: before.objectives.map((one) => ({
      ...one,
      state: phase === 'passed' ? ('met' as const) : one.state,
      observed: 'as expected',
    })),
    result: {
      rating,
      reason:
        phase === 'passed'
          ? 'Solved in 12 of 20 minutes without a hint, after one failed check.'
          : 'Given up.',
      overruled: false,
      choices: (['1d', '4d', '9d', '21d'] as const).map((label, index) => ({
        rating: ([1, 2, 3, 4] as const)[index] ?? 1,
        label,
        dueAt: Date.now(),
      })),
      dueAt: Date.now() + 9 * 86_400_000,
    },
  }
}

function days(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.now() + (first + index) * 86_400_000).toISOString().slice(0, 10),
  )
}

const preset = {
  desiredRetention: 0.9,
  learningSteps: [1, 10],
  relearningSteps: [10],
  newPerDay: 20,
  reviewsPerDay: 200,
  maximumInterval: 36500,
  leechThreshold: 8,
  leechAction: 'suspend' as const,
  fuzz: true,
  parameters: Array.from({ length: 21 }, () => 0.5),
}

const settings: Settings = {
  rolloverHour: 4,
  theme: 'system',
  defaultEngine: 'kind',
  kindNodeImage: '',
  shell: '',
  terminalFontSize: 14,
  presets: { cards: preset, labs: { ...preset, learningSteps: [] } },
}
