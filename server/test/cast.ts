import { randomUUID } from 'node:crypto'
import { sendCode, signInByCode } from '@loumen/shared/accounts/api'
import { createCommunity, listEntrances } from '@loumen/shared/community/api'
import type { Entrance } from '@loumen/shared/community/schema'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import type { Grant, StaffRole } from '@loumen/shared/roles'
import { claimHousehold } from '@loumen/shared/roster/api'
import { openRound, setTable } from '@loumen/shared/rounds/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { admit, closeTube, openTube } from '@loumen/shared/tubes/api'
import type { Tube } from '@loumen/shared/tubes/schema'
import { AccountModel } from '../src/accounts/model'
import { namePlace } from '../src/accounts/present'
import { openSession } from '../src/accounts/sessions'
import { newId } from '../src/base/db'
import { seal } from '../src/base/personal'
import { now } from '../src/clock'
import { demoHouseholds, demoRoster } from '../src/demo/people'
import type { TestClient, TestHouse } from './house'

/** A person of the cast: a signed-in client and what their socket needs. */
export interface Player extends TestClient {
  id: string
  token: string
}

/** A member of staff with one role, signed in on a phone. */
export const staff = (house: TestHouse, role: StaffRole, scope: string, until?: string): Promise<Player> =>
  staffWith(house, [{ role, scope, until }])

/** A member of staff with these roles, who has no password: only tests of passwords wait for their hash. */
export async function staffWith(house: TestHouse, grants: Grant[]): Promise<Player> {
  const _id = newId()
  await AccountModel.create({
    _id,
    kind: 'staff',
    login: `staff-${_id}`,
    name: seal('accounts', namePlace(_id), grants[0]?.role ?? 'nobody'),
    mustChangePassword: false,
    grants,
    createdAt: now(),
  })
  const token = await openSession(_id, 'bearer')
  return Object.assign(house.client({ token }), { id: String(_id), token })
}

/** A resident signed in by phone and code. */
export async function resident(house: TestHouse, phone: string): Promise<Player> {
  const { code } = await house.client().call(sendCode, { phone })
  const { token, me } = await house.client().call(signInByCode, { phone, code: code ?? '' })
  return Object.assign(house.client({ token }), { id: me.id, token: token ?? '' })
}

/** A community with the demo's people and an open round: what most commands need around them. */
export interface Scene {
  communityId: string
  lead: Player
  round: Round
  entrances: Entrance[]
  siteId: string
  tableIds: string[]
}

export async function importCommunity(lead: Player, name: string, file = demoRoster()): Promise<string> {
  const community = await lead.call(createCommunity, { name })
  let preview = await lead.call(previewImport, {
    communityId: community.id,
    file: { name: 'roster.csv', content: Buffer.from(file).toString('base64') },
  })
  while (preview.state === 'reading') preview = await lead.call(readImport, { importId: preview.id })
  await lead.call(applyImport, { importId: preview.id })
  return community.id
}

export async function scene(
  house: TestHouse,
  name = `社区${randomUUID().slice(0, 6)}`,
  poolSize: 1 | 5 | 10 | 20 = 10,
): Promise<Scene> {
  const lead = await staff(house, 'communityLead', 'all')
  const communityId = await importCommunity(lead, name)
  const { entrances } = await lead.call(listEntrances, { communityId })
  const round = await lead.call(openRound, {
    communityId,
    policy: { poolSize },
    sites: [{ name: '广场', place: '中心广场', tables: 2 }],
  })
  const site = round.sites[0]
  if (!site) throw new Error('the round has no site')
  const tableIds = site.tables.map((table) => table.id)
  for (const tableId of tableIds) await lead.call(setTable, { tableId, state: 'open' })
  return { communityId, lead, round, entrances, siteId: site.id, tableIds }
}

/** A resident of the scene who has claimed the household of the demo's nth household. */
export async function householder(
  house: TestHouse,
  { communityId }: Scene,
  nth: number,
): Promise<Player & { household: ReturnType<typeof demoHouseholds>[number] }> {
  const household = demoHouseholds()[nth]
  const person = household?.people[0]
  if (!household || !person) throw new Error('no such household')
  const player = await resident(house, person.phone)
  await player.call(claimHousehold, { communityId, name: person.name, document: person.document })
  return Object.assign(player, { household })
}

/** The desk of a scene's site: who fills and who closes its tubes. */
export async function desk(house: TestHouse, { siteId }: Scene): Promise<{ registrar: Player; sampler: Player }> {
  return { registrar: await staff(house, 'registrar', siteId), sampler: await staff(house, 'sampler', siteId) }
}

/** A closed tube with the people of these documents, called or not. */
export async function pool(
  { registrar, sampler }: Awaited<ReturnType<typeof desk>>,
  tableId: string,
  barcode: string,
  documents: readonly string[],
): Promise<Tube> {
  const tube = await registrar.call(openTube, { tableId, barcode })
  for (const number of documents)
    await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'document', number }, reason: '补检' })
  return sampler.call(closeTube, { tubeId: tube.id, count: documents.length })
}

/** The nth of a list that has so many. */
export function nth<T>(list: readonly T[], at: number): T {
  const one = list[at]
  if (one === undefined) throw new Error(`there is no ${at + 1}th of ${list.length}`)
  return one
}
