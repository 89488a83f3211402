import { cpSync } from 'node:fs'
import path from 'node:path'
import { hire } from '@loumen/e2e/cast'
import { callerAt, demoStaff } from '@loumen/e2e/client'
import { startHouse, tearDown } from '@loumen/e2e/house'
import { me, signIn } from '@loumen/shared/accounts/api'
import { type Call, Unreachable } from '@loumen/shared/client'
import { readPack, replayOperations } from '@loumen/shared/operations/api'
import type { OperationAnswer } from '@loumen/shared/operations/schema'
import { readRound } from '@loumen/shared/rounds/api'
import { rounded } from './measure/figures'
import { openDay } from './measure/open-day'
import { pause } from './measure/processes'
import { countLost } from './replay/recount'
import { type Operation, recordShift, shuffled } from './replay/shift'

const inBatch = 100

/**
 * Devices that worked a shift without a network hand everything in at once, shuffled and each batch three times, while the
 * server is killed in the middle of batches and started again.
 */
export async function run(
  { devices = 20, operations = 2000, times = 3, kills = 2 } = {},
  say: (line: string) => void = () => {},
) {
  let house = await startHouse({ LOG_LEVEL: 'error' })
  try {
    const lead = await demoStaff(house, 'admin')
    const { communityId, roundId, tables } = await openDay(lead, devices, 10)
    const [site] = (await lead(readRound, { roundId })).sites
    const { pack } = await lead(readPack, { siteId: site?.id ?? '' })
    const people = shuffled((pack?.people ?? []).map(([residentId]) => residentId))
    const common = people.slice(0, 100)
    const share = Math.floor((people.length - common.length) / devices)

    const crew: { token: string; work: Operation[]; batches: Operation[][] }[] = []
    // One after another: a server checks few passwords of one address at a time.
    for (let number = 0; number < devices; number++) {
      const { login, password, call } = await hire(lead, house.origin, {
        login: `device-${number}`,
        name: `设备${number}`,
        role: 'communityLead',
        scope: communityId,
      })
      const { token = '' } = await callerAt(house.origin)(signIn, { login, password, on: 'phone' })
      const own = people.slice(common.length + number * share, common.length + (number + 1) * share)
      const work = recordShift({
        recorderId: (await call(me, {})).id,
        tableId: tables[number % tables.length] ?? '',
        number,
        operations,
        common,
        own,
      })
      const batches: Operation[][] = []
      for (let at = 0; at < work.length; at += inBatch) batches.push(shuffled(work.slice(at, at + inBatch)))
      crew.push({ token, work, batches: shuffled(Array.from({ length: times }, () => batches).flat()) })
    }
    const all = crew.flatMap(({ work }) => work)
    say(`${devices} devices, ${all.length} operations, ${common.length} people whom all of them met`)

    const answers = new Map<string, OperationAnswer[]>()
    const batches = crew.reduce((sum, { batches: own }) => sum + own.length, 0)
    let [sent, done, killed] = [0, 0, 0]
    let rising: Promise<unknown> = Promise.resolve()
    /** Kills the server while batches are under way, as evenly as they come. */
    const killSometimes = () => {
      if (killed >= kills || done < ((killed + 1) * batches) / (kills + 1)) return
      killed++
      rising = house.restart().then((next) => {
        house = next
        say(`killed and started again after ${done} of ${batches} batches`)
      })
    }
    const handIn = async (token: string, batch: Operation[]) => {
      for (;;) {
        await rising
        const call: Call = callerAt(house.origin, [], token)
        try {
          sent += batch.length
          return (await call(replayOperations, { roundId, operations: batch })).answers
        } catch (error) {
          if (!(error instanceof Unreachable) && !(error as { status?: number }).status) throw error
          await pause(50)
        }
      }
    }
    const began = performance.now()
    await Promise.all(
      crew.map(async ({ token, batches: own }) => {
        for (const batch of own) {
          for (const answer of await handIn(token, batch))
            answers.set(answer.id, [...(answers.get(answer.id) ?? []), answer])
          done++
          killSometimes()
        }
      }),
    )
    const seconds = (performance.now() - began) / 1000
    await rising
    await house.stop()
    const dataDir = path.join(house.dataDir, '..', 'copy')
    cpSync(path.join(house.dataDir, 'db'), dataDir, { recursive: true })

    const given = [...answers.values()]
    const first = given.map(([one]) => (one?.outcome === 'duplicate' ? one.first : one?.outcome))
    const count = (outcome: string) => first.filter((one) => one === outcome).length
    const answered = given.flat()
    return {
      devices,
      operations: all.length,
      kills: killed,
      sent,
      answered: answered.length,
      applied: count('applied'),
      conflict: count('conflict'),
      rejected: count('rejected'),
      duplicate: answered.filter(({ outcome }) => outcome === 'duplicate').length,
      unanswered: all.filter(({ id }) => answers.get(id)?.length !== times).length,
      contradicted: given.filter((some, at) => some.some((one) => (one.first ?? one.outcome) !== first[at])).length,
      lost: await countLost(dataDir, all),
      perSecond: rounded(answered.length / seconds, 0),
    }
  } finally {
    await house.stop()
    tearDown(house)
  }
}
