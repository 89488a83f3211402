import type { PaceView } from '@loumen/shared/calls/pace/view'
import type { BoardUnit } from '@loumen/shared/calls/schema'
import { floorsSaid } from '@loumen/shared/words/floors'
import type { Language } from '@loumen/shared/words/language'

type Planned = PaceView['planned']

/** The advised calls as one command takes them: several pieces of one entrance become one. */
export function plannedUnits(planned: Planned) {
  const units = new Map<string, string[]>()
  for (const { entranceId, householdIds } of planned)
    units.set(entranceId, [...(units.get(entranceId) ?? []), ...householdIds])
  return [...units].map(([entranceId, householdIds]) => ({ entranceId, householdIds }))
}

/** The advised calls in words: 3号楼2单元 4、5 楼. */
export function plannedText(planned: Planned, units: readonly BoardUnit[], language: Language) {
  const floors = new Map<string, number[]>()
  for (const { entranceId, floors: own } of planned)
    floors.set(entranceId, [...new Set([...(floors.get(entranceId) ?? []), ...own])])
  return [...floors]
    .map(([entranceId, own]) => {
      const label = units.find((unit) => unit.entranceId === entranceId)?.label ?? ''
      return `${label} ${floorsSaid(language, own)}`.trim()
    })
    .join('；')
}
