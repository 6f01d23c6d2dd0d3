import { z } from 'zod'
import { settingsSchema, type Preset, type Settings } from '../../contract/system.ts'
import type { CallArguments } from '../../contract/contract.ts'
import { defaultParameters } from './fsrs.ts'
import type { SettingsRepository } from './settings-repository.ts'

const cards: Preset = {
  desiredRetention: 0.9,
  learningSteps: [1, 10],
  relearningSteps: [10],
  newPerDay: 20,
  reviewsPerDay: 200,
  maximumInterval: 36500,
  leechThreshold: 8,
  leechAction: 'suspend',
  fuzz: true,
  parameters: [...defaultParameters],
}

/** A lab takes minutes and a cluster: no short steps, no daily limit, and it is never hidden. */
const labs: Preset = {
  ...cards,
  learningSteps: [],
  relearningSteps: [],
  newPerDay: 9999,
  reviewsPerDay: 9999,
  leechAction: 'tag',
}

export const defaultSettings: Settings = {
  rolloverHour: 4,
  theme: 'system',
  defaultEngine: 'kind',
  kindNodeImage: '',
  shell: '',
  terminalFontSize: 13,
  presets: { cards, labs },
}

export type SettingsChanges = CallArguments<'settings.set'>['changes']

/** The settings in force. A stored value that this version does not take gives way to its default. */
export function readSettings(repository: SettingsRepository): Settings {
  const stored = repository.stored()
  const entries = Object.entries(settingsSchema.shape).map(([key, schema]) => {
    const fallback = defaultSettings[key as keyof Settings]
    const kept = stored[key]
    const parsed = (schema as z.ZodType).safeParse(key === 'presets' ? withDefaults(kept) : kept)
    return [key, parsed.success ? parsed.data : fallback] as const
  })
  return settingsSchema.parse(Object.fromEntries(entries))
}

/** The settings with `changes` made; presets merge key by key. */
export function changedSettings(settings: Settings, changes: SettingsChanges): Settings {
  const { presets, ...rest } = changes
  return settingsSchema.parse({
    ...settings,
    ...withoutUndefined(rest),
    presets: {
      cards: { ...settings.presets.cards, ...withoutUndefined(presets?.cards ?? {}) },
      labs: { ...settings.presets.labs, ...withoutUndefined(presets?.labs ?? {}) },
    },
  })
}

/** What is kept of a setting: of a preset only its fields that differ from their defaults; null when nothing differs. */
export function keptValue(key: keyof Settings, settings: Settings): unknown {
  if (key !== 'presets') return isSame(settings[key], defaultSettings[key]) ? null : settings[key]
  const { presets } = settings
  if (isSame(presets, defaultSettings.presets)) return null
  return { cards: differing(presets.cards, cards), labs: differing(presets.labs, labs) }
}

function differing(preset: Preset, defaults: Preset): Partial<Preset> {
  return Object.fromEntries(
    Object.entries(preset).filter(([key, value]) => !isSame(value, defaults[key as keyof Preset])),
  )
}

/** Settings are plain values, made by one schema and so with their keys in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

const storedPresets = z.object({
  cards: z.record(z.string(), z.unknown()).optional(),
  labs: z.record(z.string(), z.unknown()).optional(),
})

function withDefaults(stored: unknown): unknown {
  const parsed = storedPresets.safeParse(stored)
  if (!parsed.success) return undefined
  return { cards: { ...cards, ...parsed.data.cards }, labs: { ...labs, ...parsed.data.labs } }
}

function withoutUndefined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}
