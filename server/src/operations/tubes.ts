import { brokenAtDoor, brokenRule, type TubeFact } from '@loumen/shared/operations/rules'
import { tubeSteps } from '@loumen/shared/tubes/rules'
import { staysOpen } from '@loumen/shared/visits/rules'
import { seal } from '../base/personal'
import { roundKey } from '../rounds/keys'
import type { TubeDocument } from '../tubes/model'
import { firstSwab } from '../tubes/queries'
import type { Taken } from './intake'
import type { Claimant } from './people'
import { applied, conflict, isFound, Rack, type Verdict } from './rack'

/** What a batch does to its tubes: one fact after the other, in the order of recording. */
export class TubeFacts extends Rack {
  /** Does one fact; `people` are those of an admission. */
  do(fact: TubeFact, taken: Taken, people: readonly Claimant[]): Verdict {
    switch (fact.kind) {
      case 'openTube':
        return this.open(fact, taken)
      case 'admit':
        return this.admit(fact, taken, people)
      case 'removePerson':
        return this.remove(fact, taken)
      case 'closeTube':
        return this.close(fact, taken)
      case 'voidTube':
        return this.void(fact, taken)
      case 'sampleAtDoor':
        return this.atDoor(fact, taken, people)
      case 'removeCarried':
        return this.ofOthers(fact, taken) ?? this.remove(fact, taken)
      case 'closeCarried':
        return this.closeCarried(fact, taken)
    }
  }

  private open({ barcode, tableId }: Extract<TubeFact, { kind: 'openTube' }>, taken: Taken): Verdict {
    const tube = this.byBarcode.get(barcode)
    if (!tube) return applied(this.begin(barcode, tableId, taken, 'tube.opened'))
    const here = tube.roundId.equals(this.round._id) && String(tube.tableId) === tableId && tube.state !== 'void'
    if (here && isFound(tube)) {
      if (taken.recordedAt < tube.openedAt) tube.openedAt = taken.recordedAt
      this.note(tube, taken, 'tube.opened')
      return applied(tube)
    }
    // Two phones at one table opened the same tube; a label that comes back after the tube was closed is another one.
    if (here && (!tube.closedAt || tube.closedAt >= taken.recordedAt)) return applied(tube)
    return conflict('tube.barcodeUsed', { barcode }, tube, 'tube.opened')
  }

  private admit(fact: Extract<TubeFact, { kind: 'admit' }>, taken: Taken, people: readonly Claimant[]): Verdict {
    const { barcode, tableId } = fact
    const tube = this.byBarcode.get(barcode) ?? this.begin(barcode, tableId, taken, 'tube.found')
    const verdict = applied(tube)
    tube.operations.push({ id: taken.id, accountId: taken.recorder.id, fingerprint: taken.fingerprint })
    this.touched.add(tube)
    for (const one of people) {
      if (!('person' in one)) {
        verdict.claims.push(this.claim(tube, taken, one.said, one.why))
        continue
      }
      const { person, ticket } = one
      const id = String(person.residentId)
      const pool = this.pools.get(id)
      // Another device, or a hurried second scan, already said so of this very tube.
      if (pool === tube) continue
      const claimed = (tube.claims ?? []).find((claim) => String(claim.residentId) === id && claim.decision === null)
      if (claimed) {
        verdict.claims.push(claimed)
        continue
      }
      const otherTable = tube.tableId && String(tube.tableId) !== tableId ? tube.tableId : undefined
      const place = pool?.people.findIndex((member) => member.residentId.equals(person.residentId)) ?? 0
      const broken = brokenRule({
        tube: {
          barcode,
          found: isFound(tube),
          sameRound: tube.roundId.equals(this.round._id),
          state: tube.state,
          otherTable: otherTable && (this.tables.get(String(otherTable))?.number ?? 0),
          lane: tube.lane,
          capacity: tube.capacity,
          room: tube.room,
        },
        person: { ...ticket, inTube: pool && { barcode: pool.barcode, place: place + 1 } },
      })
      if (broken) {
        verdict.claims.push(this.claim(tube, taken, person, broken))
        verdict.whoId ??=
          pool?.history.findLast((entry) => entry.residentId === id && entry.what === 'person.admitted')?.accountId ??
          null
        continue
      }
      tube.people.push({ ...person, admittedAt: taken.recordedAt })
      tube.room--
      tube.lane ??= ticket.route === 'separate' ? 'separate' : 'ordinary'
      this.pools.set(id, tube)
      this.note(tube, taken, 'person.admitted', { residentId: id })
    }
    const [first] = verdict.claims
    return first ? { ...verdict, outcome: 'conflict', why: first.why } : verdict
  }

  /** A tube of a door: whoever a rule keeps out of it is a claim on it, because the swab is inside. */
  private atDoor(
    { barcode, visitId, residentIds, keep }: Extract<TubeFact, { kind: 'sampleAtDoor' }>,
    taken: Taken,
    people: readonly Claimant[],
  ): Verdict {
    const visit = this.visits.get(visitId)
    const known = this.byBarcode.get(barcode)
    const tube =
      known ?? this.add({ siteId: null, tableId: null, visitId: visit?._id ?? null, barcode }, taken, 'tube.opened')
    const carried = known?.state === 'open' && this.carries(known, taken)
    const shares = keep || carried || residentIds.length > 1
    const verdict = applied(tube)
    for (const one of people) {
      if (!('person' in one)) {
        verdict.claims.push(this.claim(tube, taken, one.said, one.why))
        continue
      }
      const { person, ticket } = one
      const id = String(person.residentId)
      const pool = this.pools.get(id)
      if (pool === tube) continue
      const place = pool?.people.findIndex((member) => member.residentId.equals(person.residentId)) ?? 0
      const broken = brokenAtDoor({
        tube: { barcode, capacity: tube.capacity, room: tube.room, used: !!known && !carried },
        person: {
          ofVisit: !!visit?.people.some(({ residentId }) => residentId.equals(person.residentId)),
          frozen: ticket.frozen,
          alone: ticket.route === 'ordinary' || !shares,
          inTube: pool && { barcode: pool.barcode, place: place + 1 },
        },
      })
      if (broken) {
        verdict.claims.push(this.claim(tube, taken, person, broken))
        verdict.whoId ??= pool?.history.findLast((entry) => entry.residentId === id)?.accountId ?? null
        continue
      }
      tube.people.push({ ...person, admittedAt: taken.recordedAt })
      tube.room--
      this.pools.set(id, tube)
      this.note(tube, taken, 'person.admitted', { residentId: id })
    }
    if (!known && keep) this.carry(tube, taken)
    if (carried || !known) this.endAtDoor(tube, keep, taken)
    const [first] = verdict.claims
    return first ? { ...verdict, outcome: 'conflict', why: first.why } : verdict
  }

  private endAtDoor(tube: TubeDocument, keep: boolean, taken: Taken) {
    const at = taken.recordedAt.getTime()
    if (staysOpen({ keep, room: tube.room, since: firstSwab(tube).getTime(), at })) return
    tube.state = 'closed'
    tube.closedAt = taken.recordedAt
    this.note(tube, taken, 'tube.closed')
  }

  private remove(fact: Extract<TubeFact, { kind: 'removePerson' | 'removeCarried' }>, taken: Taken): Verdict {
    const { barcode, residentId, reason } = fact
    const tube = this.byBarcode.get(barcode)
    if (!tube) return conflict('tube.unknown', { barcode })
    const claim = (tube.claims ?? []).find((one) => String(one.residentId) === residentId && one.decision === null)
    if (claim) {
      const sealed = seal(roundKey(tube.roundId), `tubes.claimReason|${claim._id}`, reason)
      claim.decision = { kind: 'mistake', accountId: taken.recorder.id, at: taken.recordedAt, reason: sealed }
      tube.openClaims = (tube.openClaims ?? 1) - 1
      this.note(tube, taken, `person.${reason}`, { residentId })
      return applied(tube)
    }
    const at = tube.people.findIndex((person) => String(person.residentId) === residentId)
    if (at < 0) return conflict('person.notInTube', {}, tube, 'person.')
    if (tube.state !== 'open') return conflict('tube.state', { state: tube.state }, tube, `tube.${tube.state}`)
    tube.people.splice(at, 1)
    tube.room++
    if (!tube.people.length) tube.lane = null
    this.pools.delete(residentId)
    this.note(tube, taken, `person.${reason}`, { residentId })
    return applied(tube)
  }

  /** A label that another team used first: theirs stays as it is, what this one holds are claims. */
  private ofOthers({ barcode }: { barcode: string }, taken: Taken): Verdict | undefined {
    const tube = this.byBarcode.get(barcode)
    if (!tube) return conflict('tube.unknown', { barcode })
    return this.carries(tube, taken) ? undefined : conflict('tube.barcodeUsed', { barcode }, tube, 'tube.opened')
  }

  private closeCarried(fact: Extract<TubeFact, { kind: 'closeCarried' }>, taken: Taken): Verdict {
    const { barcode, count } = fact
    const others = this.ofOthers(fact, taken)
    if (others) return others
    const tube = this.byBarcode.get(barcode)
    const empty = tube?.state === 'open' && tube.room === tube.capacity && !tube.openClaims
    if (!tube || count || !empty) return this.close({ barcode, count, tableId: '' }, taken)
    Object.assign(tube, { state: 'void', live: false })
    this.note(tube, taken, 'tube.void')
    return applied(tube)
  }

  private close(
    { barcode, tableId, count }: Omit<Extract<TubeFact, { kind: 'closeTube' }>, 'kind'>,
    taken: Taken,
  ): Verdict {
    const known = this.byBarcode.get(barcode)
    const tube = known ?? this.begin(barcode, tableId, taken, 'tube.found')
    const inside = tube.people.length + (tube.openClaims ?? 0)
    if (tube.state !== 'open') {
      const same = tube.state !== 'void' && count === inside
      return same ? applied(tube) : conflict('tube.state', { state: tube.state }, tube, `tube.${tube.state}`)
    }
    tube.state = 'closed'
    tube.closedAt = taken.recordedAt
    if (tube.tableId && this.openAt.get(String(tube.tableId)) === tube) this.openAt.delete(String(tube.tableId))
    this.note(tube, taken, count === inside ? 'tube.closed' : 'tube.closedWithOtherCount')
    if (!known) return conflict('tube.unknown', { barcode }, tube)
    // What was closed is closed: the other count is for a person to explain (I4).
    return count === inside ? applied(tube) : conflict('tube.countDiffers', { count: inside }, tube)
  }

  private void(fact: Extract<TubeFact, { kind: 'voidTube' }>, taken: Taken): Verdict {
    const { barcode, reason } = fact
    const tube = this.byBarcode.get(barcode)
    if (!tube) return conflict('tube.unknown', { barcode })
    if (tube.state === 'void') return applied(tube)
    if (!tubeSteps[tube.state].includes('void'))
      return conflict('tube.state', { state: tube.state }, tube, `tube.${tube.state}`)
    if (tube.tableId && this.openAt.get(String(tube.tableId)) === tube) this.openAt.delete(String(tube.tableId))
    tube.state = 'void'
    tube.live = false
    for (const person of tube.people) this.pools.delete(String(person.residentId))
    const sealed = seal(roundKey(tube.roundId), `tubes.void|${tube._id}`, reason)
    this.note(tube, taken, 'tube.void', { reason: sealed })
    return applied(tube)
  }
}

export const labelsOf = (fact: object) =>
  ['barcode', 'code', 'number', 'samples'].flatMap((key) => {
    const value = (fact as Record<string, unknown>)[key]
    if (Array.isArray(value)) return value.map(({ barcode }: { barcode: string }) => barcode)
    return typeof value === 'string' ? [value] : []
  })
