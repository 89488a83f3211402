import { readPack, readRoundPack } from '@loumen/shared/operations/api'
import type { Pack, RoundPack } from '@loumen/shared/operations/pack'
import { rowsOf } from '@loumen/shared/operations/pack-search'
import type { Recorded } from '@loumen/shared/operations/schema'
import type { TubePerson } from '@loumen/shared/tubes/schema'
import { forgetSealed, readSealed, sealedNames, sealObstacle, writeSealed } from '../platform/sealed-storage'
import { callAs } from '../remote/call'
import { forgetTruths } from './truths'

interface Kept {
  mark: string
  until: string
  pack: Pack
}

const kept = new Map<string, Kept>()
const refreshEvery = 5 * 60_000
const fetchedAt = new Map<string, number>()

const name = (siteId: string) => `pack.${siteId}`
const over = ({ until }: Kept) => Date.parse(until) < Date.now()

/** The pack of a site, from memory or this phone's storage; undefined when there is none or its shift is over. */
export async function packOf(siteId: string): Promise<Pack | undefined> {
  let one = kept.get(siteId)
  if (!one) {
    const text = await readSealed(name(siteId))
    if (text) one = JSON.parse(text) as Kept
    if (one) kept.set(siteId, one)
  }
  if (one && over(one)) {
    kept.delete(siteId)
    await forgetSealed(name(siteId))
    return undefined
  }
  return one?.pack
}

/** Fetches the pack or what is new of it. Without encryption people's data stays in this page's memory only. */
export async function refreshPack(siteId: string): Promise<void> {
  if ((fetchedAt.get(siteId) ?? 0) + refreshEvery > Date.now()) return
  fetchedAt.set(siteId, Date.now())
  try {
    await packOf(siteId)
    const before = kept.get(siteId)
    const { mark, until, pack } = await callAs.staff(readPack, { siteId, ...(before ? { known: before.mark } : {}) })
    const now = pack ?? before?.pack
    if (!now) return
    const next = { mark, until, pack: now }
    kept.set(siteId, next)
    if (!sealObstacle) await writeSealed(name(siteId), JSON.stringify(next)).catch(() => {})
  } catch {
    fetchedAt.delete(siteId)
  }
}

const roundPacks = new Map<string, RoundPack>()
const roundName = (roundId: string) => `pack.round.${roundId}`

/** The pack for boxes and doors of a round, as far as this page has it in memory. */
export const roundPackKept = (roundId: string) => roundPacks.get(roundId)

/** Opens the kept pack for boxes and doors of a round, and fetches a new one while there is a network. */
export async function refreshRoundPack(roundId: string): Promise<RoundPack | undefined> {
  const place = roundName(roundId)
  const text = roundPacks.has(roundId) ? undefined : await readSealed(place)
  const before = text ? (JSON.parse(text) as RoundPack) : undefined
  if (before && Date.parse(before.until) < Date.now()) await forgetSealed(place)
  else if (before && !roundPacks.has(roundId)) roundPacks.set(roundId, before)
  if ((fetchedAt.get(place) ?? 0) + refreshEvery > Date.now()) return roundPacks.get(roundId)
  fetchedAt.set(place, Date.now())
  try {
    const pack = await callAs.staff(readRoundPack, { roundId })
    roundPacks.set(roundId, pack)
    if (!sealObstacle) await writeSealed(place, JSON.stringify(pack)).catch(() => {})
  } catch {
    fetchedAt.delete(place)
  }
  return roundPacks.get(roundId)
}

/** Forgets every pack and what was known of places: at the end of the shift and when somebody signs out. */
export async function forgetPacks() {
  await forgetTruths()
  roundPacks.clear()
  kept.clear()
  fetchedAt.clear()
  for (const one of await sealedNames('pack.')) await forgetSealed(one)
}

/** The people of a pack whom a recorded scan means, as the table shows them. */
export function peopleIn(pack: Pack | undefined, who: Recorded, at: string): TubePerson[] {
  if (!pack) return []
  return rowsOf(pack, who).map(([residentId, , named, last4, place, door, number]) => ({
    residentId,
    name: named,
    last4: last4 || null,
    entrance: pack.entrances[place]?.label ?? '',
    colour: pack.entrances[place]?.colour ?? 0,
    door,
    number,
    admittedAt: at,
    reason: null,
    care: [],
    vouch: null,
  }))
}
