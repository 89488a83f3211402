import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { PlanPoint } from '../rounds/posts'

/** A community's site plan: a picture on which entrances and posts are pinned. */
export const SitePlan = z.object({
  rev: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  /** Metres that the picture's width is worth; null until two points have set it. */
  metres: z.number().nullable(),
})
export type SitePlan = z.infer<typeof SitePlan>

/** Metres between two places of a plan as the crow flies; undefined while it has no scale. */
export function metresBetween(
  { width, height, metres }: Pick<SitePlan, 'width' | 'height' | 'metres'>,
  a: PlanPoint,
  b: PlanPoint,
): number | undefined {
  return metres === null ? undefined : metres * Math.hypot(a.x - b.x, ((a.y - b.y) * height) / width)
}

export const readPlan = endpoint({
  name: 'readPlan',
  method: 'GET',
  path: '/communities/:communityId/plan',
  input: z.object({ communityId: Id }),
  output: z.object({ plan: SitePlan.nullable() }),
})

export const readPlanPicture = endpoint({
  name: 'readPlanPicture',
  method: 'GET',
  path: '/communities/:communityId/plan/picture',
  input: z.object({ communityId: Id }),
  output: z.object({ rev: z.number().int(), type: z.string(), content: z.string() }),
})

/** Keeps a PNG, JPEG or WebP picture of at most 6 MB, without what it tells of camera and place. Refuses with plan.notAPicture. */
export const uploadPlan = endpoint({
  name: 'uploadPlan',
  method: 'PUT',
  path: '/communities/:communityId/plan',
  input: z.object({ communityId: Id, file: z.object({ name: line(200), content: z.base64().max(8_400_000) }) }),
  output: SitePlan,
  bodyLimit: 8_500_000,
})

/** Two points and the metres between them give the plan its scale. Refuses with plan.tooNear. */
export const scalePlan = endpoint({
  name: 'scalePlan',
  method: 'PUT',
  path: '/communities/:communityId/plan/scale',
  input: z.object({ communityId: Id, from: PlanPoint, to: PlanPoint, metres: z.number().min(1).max(20_000) }),
  output: SitePlan,
})
