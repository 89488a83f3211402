import '../zod-config'
import { z } from 'zod'
import { line } from '../fields'
import { QuietHours } from '../rounds/schema'

/**
 * What is called together: a building entrance, a dormitory building, or a group that has no floors: of a village or shanty,
 * or a workshop, shift or class of a firm or school.
 */
export const UnitKind = z.enum(['entrance', 'dormitory', 'village', 'workshop', 'shift', 'class'])
export type UnitKind = z.infer<typeof UnitKind>

/** Whether its people live or work behind floors and doors; the windows of all others stand in rows. */
export const hasFloors = (kind: UnitKind) => kind === 'entrance' || kind === 'dormitory'

/** Groups that keep a list of people who join and leave, each of them by themselves; villages have households. */
export const keepsMembers = (kind: UnitKind) => kind === 'workshop' || kind === 'shift' || kind === 'class'

/** Hours in China in which a group may be called; none means any hour. They may go over midnight. */
export const AllowedHours = z.array(QuietHours).max(4)
export type AllowedHours = z.infer<typeof AllowedHours>

/** Who answers for a group: the head of a workshop, a class teacher, a villager. */
export const Contact = z.object({ name: line(40), phone: line(20).nullable().default(null) })
export type Contact = z.infer<typeof Contact>

const day = 24 * 60
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/**
 * Minutes until a group may be called, at a minute of the day in China: 0 while it may be called now. An entry whose ends
 * are equal is the whole day.
 */
export function minutesUntilAllowed(hours: AllowedHours, minute: number): number {
  if (!hours.length) return 0
  return Math.min(
    ...hours.map(({ from, to }) => {
      const [start, end] = [minuteOf(from), minuteOf(to)]
      const inside = start < end ? minute >= start && minute < end : minute >= start || minute < end
      return inside ? 0 : (start - minute + day) % day
    }),
  )
}

/** The minute of the day in China at an instant. */
export const minuteOfDay = (at: number) => Math.floor(at / 60_000 + 8 * 60) % day

/** "07:30–09:00、19:00–21:00" */
export const hoursText = (hours: AllowedHours) => hours.map(({ from, to }) => `${from}–${to}`).join('、')
