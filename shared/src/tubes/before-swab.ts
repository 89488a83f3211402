import '../zod-config'
import { z } from 'zod'

/** What a person says at the desk before the swab (R37). Minutes since the last bite and cigarette. */
export const Declaration = z.object({
  ate: z.number().int().min(0).max(600).optional(),
  smoked: z.number().int().min(0).max(600).optional(),
  anticoagulants: z.boolean().optional(),
  throatDisease: z.boolean().optional(),
  vaccinated: z.boolean().optional(),
})
export type Declaration = z.infer<typeof Declaration>

/** No food for two hours, no smoking for half an hour, no swab within 48 hours of a vaccination; minutes. */
export const fasting = 120
export const smokeFree = 30
export const afterVaccine = 48 * 60

/** Why and for how many minutes the swab waits, by what was declared; undefined when it need not wait. */
export function deferral({ ate, smoked, vaccinated }: Declaration) {
  if (vaccinated) return { why: 'vaccinated' as const, minutes: afterVaccine }
  const food = ate === undefined ? 0 : fasting - ate
  const smoke = smoked === undefined ? 0 : smokeFree - smoked
  if (food > 0 && food >= smoke) return { why: 'ate' as const, minutes: food }
  return smoke > 0 ? { why: 'smoked' as const, minutes: smoke } : undefined
}

const careful = ['anticoagulants', 'throatDisease', 'vaccinated', 'pregnant', 'infant', 'mental', 'hearing'] as const

/** What the sampler must know of a person: what was declared, and what the roster says. */
export function careOf(declared: Declaration, tags: readonly string[]): string[] {
  const said: Record<string, boolean | undefined> = {
    anticoagulants: declared.anticoagulants,
    throatDisease: declared.throatDisease,
    vaccinated: declared.vaccinated,
  }
  return careful.filter((tag) => said[tag] || tags.includes(tag))
}
