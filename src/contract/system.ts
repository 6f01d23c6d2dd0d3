import { z } from 'zod'
import { defineCall } from './define.ts'

/** A scheduling preset; `cards` and `labs` each have one. Steps are minutes. */
export const presetSchema = z.object({
  desiredRetention: z.number().min(0.7).max(0.99),
  learningSteps: z.array(z.number().positive()).max(10),
  relearningSteps: z.array(z.number().positive()).max(10),
  newPerDay: z.number().int().min(0).max(9999),
  reviewsPerDay: z.number().int().min(0).max(9999),
  maximumInterval: z.number().int().min(1).max(36500),
  leechThreshold: z.number().int().min(1).max(99),
  leechAction: z.enum(['suspend', 'tag']),
  fuzz: z.boolean(),
  /** FSRS-6 parameters, 21 numbers. */
  parameters: z.array(z.number()).length(21),
})
export type Preset = z.infer<typeof presetSchema>

export const settingsSchema = z.object({
  /** Local hour at which a study day begins. */
  rolloverHour: z.number().int().min(0).max(23),
  theme: z.enum(['system', 'light', 'dark']),
  defaultEngine: z.enum(['embedded', 'kind', 'context']),
  /** Empty: the stock image of the installed kind. KUBEDRILL_KIND_IMAGE overrides it. */
  kindNodeImage: z.string(),
  /** Empty: the user's own. */
  shell: z.string(),
  terminalFontSize: z.number().int().min(8).max(32),
  presets: z.object({ cards: presetSchema, labs: presetSchema }),
})
export type Settings = z.infer<typeof settingsSchema>

export const systemCalls = {
  'settings.get': defineCall(z.object({}), settingsSchema),
  /** Merges the given keys into the settings; presets merge key by key. */
  'settings.set': defineCall(
    z.object({
      changes: settingsSchema
        .omit({ presets: true })
        .partial()
        .extend({
          presets: z
            .object({ cards: presetSchema.partial(), labs: presetSchema.partial() })
            .partial()
            .optional(),
        }),
    }),
    settingsSchema,
  ),
  'system.info': defineCall(
    z.object({}),
    z.object({
      version: z.string(),
      dataDir: z.string(),
      platform: z.string(),
      node: z.string(),
      door: z.enum(['desktop', 'browser', 'cli']),
    }),
  ),
  /** Looks at everything that the program needs and says what is missing. */
  'system.doctor': defineCall(
    z.object({}),
    z.object({
      checks: z.array(
        z.object({
          name: z.string(),
          state: z.enum(['ok', 'warning', 'missing']),
          found: z.string(),
          remedy: z.string(),
        }),
      ),
    }),
  ),
}
