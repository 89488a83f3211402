import type { MessagePort } from 'node:worker_threads'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/imports/api'
import { type ColumnMapping, isRosterMapping } from '@loumen/shared/imports/header'
import type { ReadOptions } from '@loumen/shared/imports/reading'
import { importSteps } from '@loumen/shared/imports/rules'
import type { ImportState } from '@loumen/shared/imports/schema'
import { Refused } from '@loumen/shared/refusals'
import { before } from '@loumen/shared/rounds/rules'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { log } from '../base/log'
import { seal } from '../base/personal'
import { now, today } from '../clock'
import { publish } from '../realtime/publish'
import { HouseholdModel } from '../roster/model'
import { rosterKey } from '../roster/personal'
import { compareNow } from './compare-file'
import { writtenAside } from './limits'
import { type Given, type ImportDocument, ImportModel } from './model'
import { drop, keep, kept, pack } from './pieces'
import { fileNamePlace } from './present'
import { telling } from './progress'
import { findImport, mustImport, present } from './queries'
import { readFileAside } from './reader'
import { compareAside } from './writer'

/** A file that nobody applied for so long is dropped. */
const forgottenAfter = 24 * 3_600_000

/** Reads a roster file for a preview. The answer comes at once; reading goes on and the community's room is told. */
export async function previewImport({ communityId, file }: Parsed<typeof api.previewImport>, actor: Actor) {
  await mustImport(communityId, actor)
  await dropForgotten()
  const { importId } = await change(actor, async (tx) => {
    const _id = newId()
    await ImportModel.create(
      [
        {
          _id,
          communityId: oid(communityId),
          fileName: seal(rosterKey(communityId), fileNamePlace(_id), file.name),
          state: 'reading',
          rosterRev: 0,
          problems: [],
          at: now(),
          accountId: actor.account.id,
        },
      ],
      { session: tx.session },
    )
    await keep(communityId, String(_id), 'file', [Buffer.from(file.content, 'base64')], tx.session)
    await tx.note('import.previewed', [communityId, String(_id)])
    return { importId: String(_id) }
  })
  const document = await findImport(importId, actor)
  if (actor.outcome === 'applied') startReading(document, file.name, actor)
  return present(document, actor)
}

/** Reads the kept file again with the columns that a person assigned. */
export async function mapImport({ importId, sheet, headerRow, columns }: Parsed<typeof api.mapImport>, actor: Actor) {
  const found = await findImport(importId, actor)
  const mapping: ColumnMapping = {}
  for (const { column, field } of columns) mapping[field] = [...(mapping[field] ?? []), column]
  if (!isRosterMapping(mapping)) throw new Refused('import.columns')
  const given: Given = { mapping, ...(sheet !== undefined && { sheet }), ...(headerRow !== undefined && { headerRow }) }
  const shown = await present(found, actor)
  await change(actor, async (tx) => {
    const claimed = await ImportModel.findOneAndUpdate(
      { _id: found._id, state: { $in: before(importSteps, 'reading') } },
      { $set: { state: 'reading', given }, $unset: { failure: 1 } },
      { session: tx.session },
    )
    if (!claimed) throw new Refused('import.state', { state: found.state })
    await tx.note('import.mapped', [String(found.communityId), importId])
    return { importId }
  })
  const document = await findImport(importId, actor)
  if (actor.outcome === 'applied') startReading(document, shown.fileName, actor)
  return present(document, actor)
}

/** Drops a file that was read and is not wanted. */
export async function abandonImport({ importId }: Parsed<typeof api.abandonImport>, actor: Actor) {
  const found = await findImport(importId, actor)
  await change(actor, async (tx) => {
    const { modifiedCount } = await ImportModel.updateOne(
      { _id: found._id, state: { $in: before(importSteps, 'abandoned') } },
      { $set: { state: 'abandoned' }, $unset: { look: 1 } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('import.state', { state: found.state })
    await drop(importId, ['file', 'reading', 'doubts'], tx.session)
    await tx.note('import.abandoned', [String(found.communityId), importId])
    return { importId }
  })
  publish.changed('community', String(found.communityId), 'roster', importId)
  return present(await findImport(importId, actor), actor)
}

function startReading(document: ImportDocument, name: string, actor: Actor) {
  const importId = String(document._id)
  telling(importId, 'reading', (tell) => read(document, name, actor, tell)).catch((error: Error) =>
    log.error({ importId, error: error.name }, 'an import could not be kept'),
  )
}

/** Reads the file and compares it with the roster; a fault becomes the import's failure, never a crash. */
async function read(
  { _id, communityId: id, given = {} }: ImportDocument,
  name: string,
  actor: Actor,
  tell: (share: number) => void,
) {
  const importId = String(_id)
  const communityId = String(id)
  let look: Buffer | undefined
  let sealing: MessagePort | undefined
  try {
    const options: ReadOptions = { today: today(), ...given }
    const nobody = !(await HouseholdModel.exists({ communityId: id }))
    const { sealing: people, ...reading } = await readFileAside(
      await fileOf(communityId, importId),
      name,
      options,
      (share) => tell(share * 0.8),
      nobody ? communityId : undefined,
    )
    sealing = people
    look = pack(communityId, importId, reading.look)
    if (!reading.totals.people) throw new Refused('roster.notARoster')
    tell(0.8)
    if (reading.totals.people < writtenAside) await compareNow(importId, communityId, reading, actor)
    else await compareAside(importId, communityId, reading, sealing, actor)
  } catch (error) {
    const refusal = error instanceof Refused ? error : new Refused('roster.unreadable', { reason: 'damaged' })
    if (!(error instanceof Refused)) log.warn({ importId, error: (error as Error).name }, 'roster could not be read')
    const { code, details } = refusal
    await ImportModel.updateOne(
      { _id, state: 'reading' },
      { $set: { state: 'failed', failure: { code, details }, ...(look && { look }) } },
    )
  } finally {
    // Where it was handed over, this end is closed already.
    sealing?.close()
  }
  publish.changed('community', communityId, 'roster', importId)
}

async function fileOf(communityId: string, importId: string): Promise<Buffer> {
  for await (const bytes of kept(communityId, importId, 'file')) return bytes
  throw new Refused('import.gone')
}

/** An import that a crash left half read must be uploaded again; nothing of it was written. */
export async function abandonUnread() {
  await abandonAll({ state: 'reading' })
  await dropForgotten()
}

const dropForgotten = () =>
  abandonAll({ state: { $in: ['ready', 'failed'] }, at: { $lt: new Date(now().getTime() - forgottenAfter) } })

async function abandonAll(filter: { state: ImportState | { $in: ImportState[] }; at?: { $lt: Date } }) {
  for (const { _id } of await ImportModel.find(filter, { _id: 1 }).lean()) {
    await ImportModel.updateOne({ ...filter, _id }, { $set: { state: 'abandoned' }, $unset: { look: 1 } })
    await drop(String(_id), ['file', 'reading', 'doubts'])
  }
}
