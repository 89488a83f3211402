import type { PaceView } from '@loumen/shared/calls/pace/view'
import type { BoardUnit } from '@loumen/shared/calls/schema'
import type { Words } from '../ui/language'

type Planned = PaceView['planned']

/** The advised calls as one command takes them: several pieces of one entrance become one. */
export function plannedUnits(planned: Planned) {
  const units = new Map<string, string[]>()
  for (const { entranceId, householdIds } of planned)
    units.set(entranceId, [...(units.get(entranceId) ?? []), ...householdIds])
  return [...units].map(([entranceId, householdIds]) => ({ entranceId, householdIds }))
}

/** The advised calls in words: 3号楼2单元 5、4 层. */
export function plannedText(planned: Planned, units: readonly BoardUnit[], t: Words['t']) {
  const floors = new Map<string, number[]>()
  for (const { entranceId, floors: own } of planned)
    floors.set(entranceId, [...new Set([...(floors.get(entranceId) ?? []), ...own])])
  return [...floors]
    .map(([entranceId, own]) => {
      const label = units.find((unit) => unit.entranceId === entranceId)?.label ?? ''
      return own.length ? t('pace.planUnit', { label, floors: own.join('、') }) : label
    })
    .join('；')
}
