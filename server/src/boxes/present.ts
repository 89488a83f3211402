import type { Box, BoxedTube } from '@loumen/shared/boxes/schema'
import { namesOf } from '../accounts/queries'
import { unseal } from '../base/personal'
import { readNode } from '../community/queries'
import { findRound, findSite, sitesOf, tablesOf } from '../rounds/queries'
import { type TubeDocument, TubeModel } from '../tubes/model'
import type { BoxDocument } from './model'

/** Where sealed values of a box belong. */
export const places = {
  witness: (boxId: unknown) => `boxes.witness|${boxId}`,
  note: (boxId: unknown, i: number) => `boxes.note|${boxId}.${i}`,
  handover: (boxId: unknown) => `boxes.handover|${boxId}`,
  receipt: (boxId: unknown) => `boxes.receipt|${boxId}`,
}

/** The first swab inside a tube, as well as the record knows it. */
export const firstSample = (tube: Pick<TubeDocument, 'people'>) => tube.people[0]?.admittedAt ?? null

/** Sites and tables of a round as lists of tubes name them. */
export async function standsOf(roundId: unknown) {
  const [sites, tables] = await Promise.all([sitesOf(String(roundId)), tablesOf(String(roundId))])
  return (tube: Pick<TubeDocument, 'siteId' | 'tableId'>) => ({
    site: sites.find((site) => tube.siteId?.equals(site._id))?.name ?? '',
    table: tables.find((table) => tube.tableId?.equals(table._id))?.number ?? null,
  })
}

export async function presentBox(box: BoxDocument): Promise<Box> {
  const [site, round, tubes, standOf, names] = await Promise.all([
    findSite(String(box.siteId)),
    findRound(String(box.roundId)),
    TubeModel.find({ boxId: box._id }).sort({ closedAt: 1 }).lean(),
    standsOf(box.roundId),
    namesOf([
      ...(box.seal ? [box.seal.accountId] : []),
      ...(box.receipt ? [box.receipt.accountId] : []),
      ...box.handovers.map((one) => one.accountId),
    ]),
  ])
  const node = await readNode(String(site.nodeId))
  const boxId = String(box._id)
  const name = (id: unknown) => names.get(String(id)) ?? ''
  const inside = tubes.map(
    (tube): BoxedTube => ({
      tubeId: String(tube._id),
      barcode: tube.barcode,
      people: tube.people.length,
      ...standOf(tube),
      firstSampleAt: firstSample(tube)?.toISOString() ?? null,
      doubtful: tube.doubtful ?? null,
    }),
  )
  return {
    id: boxId,
    roundId: String(box.roundId),
    siteId: String(box.siteId),
    site: site.name,
    community: node?.name ?? '',
    round: round.name,
    code: box.code,
    state: box.state,
    tubes: inside,
    people: inside.reduce((sum, tube) => sum + tube.people, 0),
    firstSampleAt: inside.flatMap((tube) => tube.firstSampleAt ?? []).sort()[0] ?? null,
    openedAt: box.openedAt.toISOString(),
    stray: box.stray ?? null,
    seal: box.seal
      ? {
          number: box.seal.number,
          counted: box.seal.counted,
          by: name(box.seal.accountId),
          witness: unseal(places.witness(boxId), box.seal.witness),
          at: box.seal.at.toISOString(),
        }
      : null,
    differences: box.differences.map(({ kind, barcode, note }, i) => ({
      kind,
      barcode,
      note: note ? unseal(places.note(boxId, i), note) : null,
    })),
    handovers: box.handovers.map(({ accountId, side, other, at }) => {
      const [own, opposite] = [name(accountId), unseal(places.handover(boxId), other)]
      return { from: side === 'give' ? own : opposite, to: side === 'give' ? opposite : own, at: at.toISOString() }
    }),
    receipt: box.receipt
      ? {
          by: name(box.receipt.accountId),
          from: unseal(places.receipt(boxId), box.receipt.from),
          at: box.receipt.at.toISOString(),
          missing: box.receipt.missing,
          extra: box.receipt.extra,
        }
      : null,
  }
}
