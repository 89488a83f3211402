import type { RefusalCode } from '@loumen/shared/refusals'
import type { Types } from 'mongoose'
import { newId } from '../base/db'
import { real } from '../clock'
import type { RoundDocument, TableDocument } from '../rounds/model'
import { sealClaimant } from '../tubes/claims'
import { newTube } from '../tubes/commands'
import type { TubeClaimDocument, TubeDocument, TubeEntry } from '../tubes/model'
import { openPerson } from '../tubes/present'
import type { VisitDocument } from '../visits/model'
import type { Taken } from './intake'
import type { Claimant } from './people'

/** What became of one fact. */
export interface Verdict {
  outcome: 'applied' | 'conflict' | 'rejected'
  why: { code: RefusalCode; details: Record<string, unknown> } | null
  whoId: string | null
  tube?: TubeDocument
  claims: TubeClaimDocument[]
}

export const applied = (tube?: TubeDocument): Verdict => ({
  outcome: 'applied',
  why: null,
  whoId: null,
  tube,
  claims: [],
})
export const conflict = (
  code: RefusalCode,
  details: Record<string, unknown> = {},
  tube?: TubeDocument,
  what?: string,
) => ({
  outcome: 'conflict' as const,
  why: { code, details },
  whoId: what ? (tube?.history.findLast((entry) => entry.what.startsWith(what))?.accountId ?? null) : null,
  tube,
  claims: [],
})

/** The tubes that a batch touches, as they are in its transaction; what they became is written at the end. */
export class Rack {
  protected readonly byBarcode = new Map<string, TubeDocument>()
  protected readonly pools = new Map<string, TubeDocument>()
  protected readonly openAt = new Map<string, TubeDocument>()
  readonly fresh = new Set<TubeDocument>()
  readonly touched = new Set<TubeDocument>()

  constructor(
    protected readonly round: RoundDocument,
    protected readonly tables: ReadonlyMap<string, TableDocument>,
    tubes: readonly TubeDocument[],
    protected readonly visits: ReadonlyMap<string, VisitDocument> = new Map(),
    /** As whom each recorder carries tubes from door to door. */
    protected readonly carriers: ReadonlyMap<string, readonly Types.ObjectId[]> = new Map(),
  ) {
    for (const tube of tubes) {
      tube.claims ??= []
      tube.openClaims ??= 0
      this.place(tube)
    }
  }

  private place(tube: TubeDocument) {
    this.byBarcode.set(tube.barcode, tube)
    if (tube.tableId && tube.state === 'open' && !tube.aside) this.openAt.set(String(tube.tableId), tube)
    if (!tube.live || tube.single || !tube.roundId.equals(this.round._id)) return
    for (const person of tube.people) this.pools.set(String(person.residentId), tube)
  }

  /** Whether a live pool of the round holds somebody, with what the batch has done so far. */
  holds = (residentId: string) => this.pools.has(residentId)

  protected begin(barcode: string, tableId: string, taken: Taken, what: 'tube.opened' | 'tube.found'): TubeDocument {
    const table = this.tables.get(tableId)
    return this.add({ siteId: table?.siteId ?? null, tableId: table?._id ?? null, visitId: null, barcode }, taken, what)
  }

  protected add(
    place: Pick<TubeDocument, 'siteId' | 'tableId' | 'visitId' | 'barcode'>,
    taken: Taken,
    what: 'tube.opened' | 'tube.found',
  ): TubeDocument {
    const { tableId } = place
    const tube: TubeDocument = {
      ...newTube({ roundId: this.round._id, ...place, capacity: this.round.policy.poolSize }),
      openedAt: taken.recordedAt,
      aside: what === 'tube.found' || (!!tableId && this.openAt.has(String(tableId))),
    }
    this.fresh.add(tube)
    this.place(tube)
    this.note(tube, taken, what)
    return tube
  }

  protected carries = ({ carriers }: TubeDocument, { recorder }: Taken) =>
    this.carriers.get(recorder.id)?.some((own) => carriers?.some((id) => id.equals(own))) ?? false

  /** Goes on to the next door: beside another one that the team has open, because two phones did not know of each other. */
  protected carry(tube: TubeDocument, taken: Taken) {
    tube.aside = [...this.byBarcode.values()].some((one) => one.state === 'open' && this.carries(one, taken))
    tube.carriers = [...(this.carriers.get(taken.recorder.id) ?? [])]
  }

  protected claim(
    tube: TubeDocument,
    taken: Taken,
    who: Extract<Claimant, { person: unknown }>['person'] | Extract<Claimant, { said: unknown }>['said'],
    { code, details }: { code: RefusalCode; details: Record<string, unknown> },
  ): TubeClaimDocument {
    const _id = newId()
    const known = 'residentId' in who ? who : undefined
    const claim: TubeClaimDocument = {
      _id,
      residentId: known?.residentId ?? null,
      householdId: known?.householdId ?? null,
      communityId: known?.communityId ?? null,
      entranceId: known?.entranceId ?? null,
      person: sealClaimant(tube.roundId, _id, ...('residentId' in who ? openPerson(who) : saidOf(who))),
      entrance: known?.entrance ?? '',
      colour: known?.colour ?? 0,
      door: who.door,
      number: known?.number ?? 0,
      why: { code, details },
      operationId: taken.id,
      recorderId: taken.recorder.id,
      recordedAt: taken.recordedAt,
      decision: null,
    }
    tube.claims?.push(claim)
    tube.openClaims = (tube.openClaims ?? 0) + 1
    this.note(tube, taken, 'claim.made', known ? { residentId: String(known.residentId) } : {})
    return claim
  }

  protected note(tube: TubeDocument, taken: Taken, what: string, more: Partial<TubeEntry> = {}) {
    tube.history.push({
      at: taken.recordedAt,
      accountId: taken.recorder.id,
      from: 'offline',
      operationId: taken.id,
      what,
      ...more,
    })
    tube.changedAt = new Date(real())
    this.touched.add(tube)
  }
}

const saidOf = ({ name, last4 }: { name: string; last4: string }): [string, string] => [name, last4]

/** Known by its label only so far: nobody recorded that it was opened. */
export const isFound = (tube: TubeDocument) =>
  tube.history.some((entry) => entry.what === 'tube.found') &&
  !tube.history.some((entry) => entry.what === 'tube.opened')
