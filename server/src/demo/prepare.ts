import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createStaff } from '@loumen/shared/accounts/api'
import { StaffRole } from '@loumen/shared/roles'
import { Policy, type Round } from '@loumen/shared/rounds/schema'
import { z } from 'zod'
import * as accounts from '../accounts/commands'
import { AccountModel } from '../accounts/model'
import { hashPassword, randomPassword } from '../accounts/password'
import { Actor } from '../base/actor'
import { oid } from '../base/db'
import { createCommunity, drawGrid } from '../community/commands'
import { entrancesOf } from '../community/queries'
import { type Config, demoFile, StartError } from '../config'
import { applyImport } from '../imports/apply'
import { previewImport } from '../imports/preview'
import { readImport } from '../imports/queries'
import { openRound } from '../rounds/commands'
import { demoHouseholds, demoRoster } from './people'

const DemoAccount = z.object({ role: StaffRole, login: z.string(), password: z.string() })
const Demo = z.object({
  communityId: z.string(),
  roundId: z.string(),
  siteId: z.string(),
  accounts: z.array(DemoAccount),
  residents: z.array(
    z.object({ phone: z.string(), name: z.string(), document: z.string(), entrance: z.string(), door: z.string() }),
  ),
})
export type DemoCommunity = z.infer<typeof Demo>

const house = new Actor(
  {
    id: '0'.repeat(24),
    kind: 'system',
    grants: [
      { role: 'admin', scope: 'all' },
      { role: 'communityLead', scope: 'all' },
    ],
    mustChangePassword: false,
  },
  'job',
)

/**
 * Makes the demo community at the first start: roster, grids, staff of every role with random passwords, and an open
 * round. What it made is kept in a file that only its owner can read, and answered again at later starts.
 */
export async function prepareDemo(config: Config): Promise<DemoCommunity | undefined> {
  const file = demoFile(config.keysDir)
  const known = existsSync(file) ? Demo.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data : undefined
  if (known && (await AccountModel.exists({ login: known.accounts[0]?.login }))) return known
  if (await AccountModel.exists({ kind: 'staff' })) return undefined
  const demo = await make()
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  return demo
}

async function make(): Promise<DemoCommunity> {
  const community = await createCommunity({ name: '和平里社区' }, house)
  const communityId = community.id
  await importRoster(communityId)
  const entrances = await entrancesOf(communityId)
  const half = Math.ceil(entrances.length / 2)
  const grids = [
    await drawGrid(
      { communityId, name: '第一网格', entranceIds: entrances.slice(0, half).map((entrance) => String(entrance._id)) },
      house,
    ),
    await drawGrid(
      { communityId, name: '第二网格', entranceIds: entrances.slice(half).map((entrance) => String(entrance._id)) },
      house,
    ),
  ]
  const round: Round = await openRound(
    {
      communityId,
      policy: Policy.parse({ poolSize: 10 }),
      sites: [{ name: '小广场采样点', place: '和平里小区中心广场', tables: 2 }],
    },
    house,
  )
  const site = round.sites[0]
  const [first, second] = entrances
  if (!site || !first || !second || !grids[0]) throw new StartError('The demo community could not be made.')
  const staff: [StaffRole, string, string, string][] = [
    ['admin', 'admin', '系统管理员', 'all'],
    ['communityLead', 'lead', '社区书记', 'all'],
    ['gridLeader', 'grid', '第一网格长', grids[0].id],
    ['captain', 'captain1', `${first.label}楼长`, String(first._id)],
    ['captain', 'captain2', `${second.label}楼长`, String(second._id)],
    ['siteLead', 'site', '采样点负责人', communityId],
    ['registrar', 'registrar', '信息录入员', communityId],
    ['sampler', 'sampler', '采样员', communityId],
    ['volunteer', 'volunteer', '志愿者', communityId],
    ['lab', 'lab', '检测机构', communityId],
  ]
  return {
    communityId,
    roundId: round.id,
    siteId: site.id,
    accounts: await Promise.all(staff.map(([role, login, name, scope]) => makeStaff(role, login, name, scope))),
    residents: demoHouseholds().flatMap(({ building, entrance, door, people }) =>
      people.slice(0, 1).map(({ phone, name, document }) => ({
        phone,
        name,
        document,
        entrance: `${building}号楼${entrance}单元`,
        door,
      })),
    ),
  }
}

async function importRoster(communityId: string) {
  const content = Buffer.from(demoRoster(), 'utf8').toString('base64')
  let preview = await previewImport({ communityId, file: { name: '和平里花名册.csv', content } }, house)
  for (let tries = 0; preview.state === 'reading' && tries < 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    preview = await readImport({ importId: preview.id }, house)
  }
  if (preview.state !== 'ready') throw new StartError('The demo roster could not be read.')
  await applyImport({ importId: preview.id, gone: 'keep', conflicts: 'keep' }, house)
}

/** A demo account whose password need not be changed: it is printed at every start. */
async function makeStaff(role: StaffRole, login: string, name: string, scope: string) {
  const { staff } = await accounts.createStaff(
    createStaff.input.parse({ login, name, grants: [{ role, scope }] }),
    house,
  )
  const password = randomPassword()
  await AccountModel.updateOne(
    { _id: oid(staff.id) },
    { $set: { password: await hashPassword(password), mustChangePassword: false } },
  )
  return { role, login, password }
}
