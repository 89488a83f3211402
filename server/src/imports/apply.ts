import { canSomewhere } from '@loumen/shared/abilities'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/imports/api'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { now } from '../clock'
import { entrancesChanged } from '../community/entrances'
import { GridModel, NodeModel } from '../community/model'
import { forgetPaths, pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { type Comparison, compare, countChanges } from './compare'
import { Known } from './known'
import { writtenAside } from './limits'
import { type ImportDocument, ImportModel, PieceModel } from './model'
import { drop, kept } from './pieces'
import { Entrances } from './places'
import { inOrder, keptHouseholds, open, type Sealed } from './prepared'
import { Prints } from './prints'
import { telling } from './progress'
import { findImport, present } from './queries'
import { write } from './write'
import { applyAside } from './writer'

/** How many applied imports can be undone one after the other, the last first. */
const undoSteps = 3

/** Writes a previewed import into the roster: all of it or nothing. */
export async function applyImport(input: Parsed<typeof api.applyImport>, actor: Actor) {
  const { importId } = input
  const document = await findImport(importId, actor)
  const communityId = String(document.communityId)
  await telling(importId, 'applying', (tell) =>
    Number(document.totals?.people) < writtenAside ? applyNow(input, actor, tell) : applyAside(input, actor, tell),
  )
  forgetPaths()
  await forgetOldSteps(document)
  publish.changed('community', communityId, 'roster', importId)
  const applied = await findImport(importId, actor)
  if (applied.entranceIds?.length) entrancesChanged(communityId)
  return present(applied, actor)
}

/** The transaction that writes an import, on the connection of this thread. `sealed`: its people, had nobody been known. */
export async function applyNow(
  { importId, gone, conflicts }: Parsed<typeof api.applyImport>,
  actor: Actor,
  tell: (share: number) => void,
  early?: Sealed,
) {
  const opened = keptHouseholds.take(importId)
  const document = await findImport(importId, actor)
  const communityId = String(document.communityId)
  const gridId = await ownGrid(communityId, actor)
  await change(actor, async (tx) => {
    const { session } = tx
    const claimed = await ImportModel.findOneAndUpdate(
      { _id: document._id, state: 'ready' },
      { $set: { state: 'applied', appliedAt: now() }, $unset: { look: 1 } },
      { session },
    ).lean()
    if (!claimed) throw new Refused('import.state', { state: (await findImport(importId, actor)).state })
    const node = await NodeModel.findOneAndUpdate(
      { _id: document.communityId, rosterRev: claimed.rosterRev },
      { $inc: { rosterRev: 1 } },
      { session, returnDocument: 'after' },
    ).lean()
    if (!node) throw new Refused('import.stale')
    const prints = new Prints(communityId)
    const known = await Known.load(communityId, session)
    const households = opened ?? open(await partsOf(communityId, importId))
    const found = await compare(households, known, await Entrances.of(communityId, actor), prints)
    if (!asPreviewed(found, claimed)) throw new Refused('import.stale')
    const choices = { gone, takes: taking(conflicts) }
    const sealed = early?.order.length === found.people.length && allNew(found) ? inOrder(early) : undefined
    const { entranceIds, written } = await write(found, {
      communityId,
      importId,
      gridId,
      prints,
      choices,
      sealed,
      session,
      tell,
    })
    await ImportModel.updateOne(
      { _id: document._id },
      { $set: { entranceIds, written, rosterRev: node.rosterRev } },
      { session },
    )
    await drop(importId, ['file', 'reading'], session)
    await tx.note('import.applied', [communityId, importId])
    return { importId }
  })
}

async function partsOf(communityId: string, importId: string) {
  const parts: Buffer[] = []
  for await (const part of kept(communityId, importId, 'reading')) parts.push(part)
  return parts
}

/** Whether everybody of the file is new, so that what was read can be sealed as it stands, in a thread of its own. */
const allNew = ({ known, elsewhere }: Comparison) => !known.residents.length && !elsewhere.length

/** Whether applying does what the preview said; people may have edited the roster in between. */
function asPreviewed(found: Comparison, { changes }: ImportDocument) {
  const doubtful = Number(changes?.doubtful ?? 0)
  const { people, households, ...rest } = countChanges(found, doubtful)
  return Object.entries({ people, households, ...rest }).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(changes?.[name]),
  )
}

function taking(conflicts: 'keep' | 'file' | string[]): (entryId: string) => boolean {
  if (typeof conflicts === 'string') return () => conflicts === 'file'
  const chosen = new Set(conflicts)
  return (id) => chosen.has(id)
}

/** The grid that new entrances join when a grid leader imports them; undefined for those who have the whole community. */
async function ownGrid(communityId: string, actor: Actor) {
  if (actor.may('roster.import', await pathOfScope(communityId))) return undefined
  const scopes = actor.grants
    .filter((grant) => canSomewhere([grant], 'roster.import', now().getTime()))
    .map(({ scope }) => oid(scope))
  return (await GridModel.findOne({ _id: { $in: scopes }, communityId: oid(communityId) }).lean())?._id
}

async function forgetOldSteps({ communityId }: ImportDocument) {
  const old = await ImportModel.find({ communityId, state: 'applied', final: { $ne: true } }, { _id: 1 })
    .sort({ appliedAt: -1 })
    .skip(undoSteps)
    .lean()
  if (!old.length) return
  const ids = old.map(({ _id }) => _id)
  await ImportModel.updateMany({ _id: { $in: ids } }, { $set: { final: true } })
  await PieceModel.deleteMany({ importId: { $in: ids }, kind: 'before' })
}
