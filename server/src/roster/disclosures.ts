import type { Parsed } from '@loumen/shared/endpoint'
import { compareDoors } from '@loumen/shared/look/elevation'
import { maskDocument, maskName, maskPhone, type PersonView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import { exportColumns, toCsv, toSheetXml } from '@loumen/shared/roster/export'
import type * as api from '@loumen/shared/roster/people-api'
import type { Disclosure } from '@loumen/shared/roster/people-schema'
import { domainWord } from '@loumen/shared/words/domain'
import type { Actor } from '../base/actor'
import { change, historyOf } from '../base/change'
import { native, oid } from '../base/db'
import { today } from '../clock'
import type { EntranceDocument } from '../community/model'
import { pathOfScope } from '../community/paths'
import { readNode } from '../community/queries'
import { namesOf } from './history'
import { type HouseholdDocument, HouseholdModel, type ResidentDocument, ResidentModel } from './model'
import { openNote, openReason, openResident, sealReason } from './personal'
import { entrancesFor, readResidents } from './queries'
import { rowsOf } from './search'
import { workbookFile } from './workbook-file'

const inFull: PersonView = { name: 'full', document: 'full', phone: 'full', tags: true }
/** What leaves the house in a file is masked further than on a screen. */
const masked: PersonView = { name: 'masked', document: 'masked', phone: 'masked', tags: true }

/** The roster as a file, behind the entrances that the actor's roles reach. */
export async function exportRoster(input: Parsed<typeof api.exportRoster>, actor: Actor) {
  const { communityId, entranceId, format, full, reason } = input
  const reached = await entrancesFor(actor, full ? 'roster.exportFull' : 'roster.export', communityId)
  if (full && !reason) throw new Refused('roster.reasonNeeded')
  const chosen = [...reached.values()].filter(({ entrance }) => !entranceId || String(entrance._id) === entranceId)
  const rows = await rowsOfRoster(
    communityId,
    chosen.map(({ entrance }) => entrance),
    full ? inFull : masked,
  )
  const people = rows.length
  await change(actor, async (tx) => {
    const what = full ? 'roster.exportedFull' : 'roster.exported'
    const said = JSON.stringify({ people, reason })
    await tx.note(what, [communityId], sealReason(communityId, communityId, said))
    return { communityId }
  })
  const table = [[...exportColumns], ...rows]
  const content = format === 'csv' ? Buffer.from(toCsv(table)) : workbookFile(toSheetXml(table))
  const node = await readNode(communityId)
  return {
    name: `${node?.name ?? ''}花名册${full ? '' : '（脱敏）'}${today()}.${format}`,
    content: content.toString('base64'),
    people,
  }
}

async function rowsOfRoster(communityId: string, entrances: readonly EntranceDocument[], view: PersonView) {
  const place = new Map(entrances.map((entrance) => [String(entrance._id), entrance]))
  const households = await HouseholdModel.find({
    communityId: oid(communityId),
    entranceId: { $in: entrances.map(({ _id }) => _id) },
  }).lean()
  const members = new Map<string, ResidentDocument[]>()
  const found = native(ResidentModel).find(
    { communityId: oid(communityId), leftAt: null as never },
    { batchSize: 1_000, sort: { _id: 1 } },
  )
  for await (const resident of found) {
    const id = String(resident.householdId)
    const own = members.get(id)
    if (own) own.push(resident)
    else members.set(id, [resident])
  }
  const order = (household: HouseholdDocument) => place.get(String(household.entranceId))?.order ?? 0
  return households
    .sort((a, b) => order(a) - order(b) || a.floor - b.floor || compareDoors(a.door, b.door))
    .flatMap((household) => {
      const entrance = place.get(String(household.entranceId))
      const own = members.get(String(household._id)) ?? []
      return own.map((resident) => rowOf(resident, household, entrance, view))
    })
}

function rowOf(
  resident: ResidentDocument,
  household: HouseholdDocument,
  entrance: EntranceDocument | undefined,
  view: PersonView,
): string[] {
  const notes = [
    household.note ? openNote(household._id, household.note) : '',
    resident.note ? openResident(resident, 'note') : '',
  ]
  return [
    entrance?.estate ?? '',
    entrance?.building ?? '',
    entrance?.name ?? '',
    household.floor ? String(household.floor) : '',
    household.door,
    maskName(openResident(resident, 'name'), view.name),
    resident.relation ?? '',
    resident.documentType ? domainWord('zh', 'document', resident.documentType) : '',
    maskDocument(openResident(resident, 'document'), view.document) ?? '',
    maskPhone(openResident(resident, 'phone'), view.phone) ?? '',
    [...new Set([...household.tags, ...resident.tags])].map((tag) => domainWord('zh', 'tag', tag)).join('、'),
    // Free notes hold names and numbers of others: they leave the house only in full.
    view.document === 'full' ? notes.filter(Boolean).join('；') : '',
  ]
}

/** Looks at one person or door, each for a reason; the others are lists that were taken out. */
const looked = ['resident.revealed', 'visit.signatureRevealed']

const disclosed = [
  ...looked,
  'roster.exported',
  'roster.exportedFull',
  'hours.hoursExported',
  'hours.hoursExportedFull',
]

/** Who looked at what was masked, and who took lists out. */
export async function listDisclosures({ communityId }: Parsed<typeof api.listDisclosures>, actor: Actor) {
  actor.must('roster.audit', await pathOfScope(communityId))
  const rows = await historyOf(communityId, 200, disclosed)
  const reached = await entrancesFor(actor, 'roster.audit', communityId)
  const ids = rows.flatMap(({ what, subjects }) => (what === 'resident.revealed' ? subjects.slice(0, 1) : []))
  const people = new Map(
    (await rowsOf(await readResidents(ids), reached, actor)).map((person) => [person.residentId, person]),
  )
  const names = await namesOf(rows.map(({ accountId }) => accountId))
  return {
    disclosures: rows.map(({ _id, at, what, accountId, subjects, reason }): Disclosure => {
      const subject = subjects[0] ?? ''
      const revealed = looked.includes(what)
      const said = reason ? openReason(subject, reason) : ''
      const taken = revealed || !said ? undefined : (JSON.parse(said) as { people: number; reason?: string })
      return {
        id: String(_id),
        at: at.toISOString(),
        what: what.split('.')[1] as Disclosure['what'],
        by: names.get(accountId) ?? null,
        person: people.get(subject) ?? null,
        people: taken?.people ?? null,
        reason: (revealed ? said : taken?.reason) ?? null,
      }
    }),
  }
}
