import { startHouse, tearDown } from '@loumen/e2e/house'
import { pause } from '../measure/processes'
import { callerOf } from './callers'
import { Day } from './day'
import type { Figures } from './figures'
import { Office } from './office'
import { Phones } from './phones'
import type { Scenario } from './scenario'
import { floorOf, householdsOf } from './town'

/** How a day goes on a real server. */
export interface Played {
  /** So many times as fast as a real day, or slower where the machine cannot keep up. */
  speed: number
  /** Residents' phones that follow the board. */
  phones: number
}

/**
 * Plays a day on the real server. What people do is simulated as in memory; what staff record, what is called and when is
 * the server's. Its clock is set to each moment at which somebody does something, and the day goes on once the server has
 * answered: an answer of a few milliseconds does not become minutes.
 */
export async function play(
  scenario: Scenario,
  { speed, phones: count }: Played,
  say: (line: string) => void,
): Promise<Figures> {
  const house = await startHouse({ LOG_LEVEL: 'error', DEMO: '1' })
  const day = new Day(scenario)
  let phones: Phones | undefined
  try {
    const office = await Office.open(house, day, say)
    phones = await Phones.open(house.origin, office.roundId, count)
    const caller = callingOn(office, day, phones)
    const began = performance.now()
    let said = 0
    for (let what = day.begin(); what !== 'over'; what = day.next()) {
      if (what !== 'look' && !office.behind) continue
      const ahead = (day.clock * 60_000) / speed - (performance.now() - began)
      if (ahead > 5) await pause(ahead)
      await office.setClock(day.clock)
      await office.work()
      if (what === 'look') day.looked(await caller.look(), caller.every)
      if (day.clock - said >= 60) {
        said = day.clock
        say(`${Math.round(said / 60)} h: ${day.ground.scans.length} people scanned, ${office.errors} errors`)
      }
    }
    await phones.check(true)
    for (const [code, times] of office.faults) say(`refused or failed: ${code} × ${times}`)
    if (phones.late) say(`phones that did not show a call in time: ${phones.late}`)
    const hours = day.clock / 60
    say(`${hours.toFixed(1)} h in ${Math.round((performance.now() - began) / 1000)} s`)
    const figures = day.figures()
    return { ...figures, errors: figures.errors + office.errors + phones.late }
  } finally {
    phones?.close()
    await house.stop()
    tearDown(house)
  }
}

/** How people are called: by the server's pace, or by a lead who calls what the scenario's mode would. */
function callingOn(office: Office, day: Day, phones: Phones) {
  const site = (index: number) => {
    const found = day.ground.sites[index]
    if (!found) throw new Error('no such site')
    return found
  }
  if (day.scenario.mode === 'auto')
    return {
      every: 1 / 4,
      async look() {
        const more = await office.pace()
        for (const { floor, householdIds, site: index, at } of await office.newCalls()) {
          day.call(floor, householdIds, site(index), at)
          if (office.wholeFloorCalled(floor)) phones.expect(office.entranceOf(floor), floorOf(floor))
        }
        await phones.check()
        return more
      },
    }
  const wanted: { floorId: string; site: number; leaving: number }[] = []
  const caller = callerOf(day.scenario, day, (floor, _households, { index }, leaving) => {
    wanted.push({ floorId: floor.id, site: index, leaving })
  })
  return {
    every: caller.every,
    async look() {
      const more = caller.look(day.clock)
      const floors = new Map(day.floors.map((floor) => [floor.id, floor]))
      const byEntrance = new Map<string, typeof wanted>()
      for (const each of wanted.splice(0)) {
        const key = `${floors.get(each.floorId)?.entranceId} ${each.site}`
        byEntrance.set(key, [...(byEntrance.get(key) ?? []), each])
      }
      for (const together of byEntrance.values()) {
        const own = together.flatMap(({ floorId }) => floors.get(floorId) ?? [])
        await office.callDown(own, together[0]?.site ?? 0)
        for (const { floorId, site: index, leaving } of together) {
          const floor = floors.get(floorId)
          if (!floor) continue
          day.call(floor, householdsOf(floor), site(index), leaving)
          phones.expect(office.entranceOf(floor), floorOf(floor))
        }
      }
      await phones.check()
      return more
    },
  }
}
