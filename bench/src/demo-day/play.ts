import { setClock } from '@loumen/shared/accounts/api'
import { countQueue, followEntrance, listCalls, readCalling, readPace, setCallMode } from '@loumen/shared/calls/api'
import type { CallMode } from '@loumen/shared/calls/schema'
import { type Call, RefusedByServer } from '@loumen/shared/client'
import { myWork, openRound, setTable } from '@loumen/shared/rounds/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { admit, closeTube, openTube, readDesk } from '@loumen/shared/tubes/api'
import { demoHouseholds } from '../../../server/src/demo/people'
import { bell, chance, lasting } from '../day/chance'
import { pause } from '../measure/processes'
import { findDemo, type RunningDemo } from './find'

/** A minute of the day passes in a second. */
const speed = 60
const minute = 60_000
const countEvery = 5 * minute
const over =
  '这一轮已经叫完了。停下 npm start，删掉 data 和 keys 两个文件夹，再从头开始。 · Everybody of this round has been called. Stop npm start, remove the folders data and keys, and begin anew.'

interface Person {
  document: string
  /** Where they are called to and when they get there, in milliseconds of domain time. */
  arrives: number
}

interface Desk {
  tableId: string
  number: number
  tube?: { id: string; people: number; capacity: number }
  busyUntil: number
  sampled: number
}

/** Plays the day of the demo community against a running `npm start`, so that console, display and phones come alive. */
export async function playDemo(say: (line: string) => void) {
  const demo = await findDemo()
  const lead = await demo.as('communityLead')
  const admin = await demo.as('admin')
  const day = new DemoDay(demo, lead, admin, say)
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      ending = true
    })
  try {
    await day.begin()
    while (!ending && (await day.goOn())) await pause(150)
  } finally {
    await day.end()
  }
}

class DemoDay {
  private round!: Round & { entrances: { id: string; label: string }[] }
  private site!: Round['sites'][number]
  private readonly desks: Desk[] = []
  private readonly queue: Person[] = []
  private readonly coming: Person[] = []
  private readonly followed = new Map<string, Set<string>>()
  private readonly eye = chance(1, 'demo')
  private readonly documents = new Map<string, string[]>()
  private modeBefore: CallMode = 'manual'
  private startedAt = 0
  private startedReal = 0
  private countedAt = 0
  private saidAt = 0
  private quietSince = 0
  private sampled = 0
  private barcodes = 0
  private clockSet = false

  constructor(
    private readonly demo: RunningDemo,
    private readonly lead: Call,
    private readonly admin: Call,
    private readonly say: (line: string) => void,
  ) {}

  /** Domain time in milliseconds, as the server's clock has it. */
  private get now() {
    return this.startedAt + (performance.now() - this.startedReal) * speed
  }

  async begin() {
    this.round = await this.liveRound()
    const [site] = this.round.sites
    if (!site) throw new Error('the round has no site')
    this.site = site
    for (const { building, entrance, door, people, note } of demoHouseholds())
      if (!/居家/.test(note))
        this.documents.set(
          `${building}号楼${entrance}单元 ${door}`,
          people.map(({ document }) => document),
        )
    const calling = await this.lead(readCalling, { roundId: this.round.id })
    this.modeBefore = calling.sites.find(({ siteId }) => siteId === site.id)?.mode ?? 'manual'
    this.startedAt = Math.max(Date.now(), await this.lastCall())
    this.startedReal = performance.now()
    await this.admin(setClock, { now: new Date(this.startedAt).toISOString(), speed })
    this.clockSet = true
    const { sites } = await this.lead(readPace, { roundId: this.round.id })
    if (sites.every(({ reason }) => reason.code === 'everybodyCalled')) throw new Error(over)
    for (const table of site.tables) {
      if (table.state === 'closed') await this.lead(setTable, { tableId: table.id, state: 'open' })
      const desk: Desk = { tableId: table.id, number: table.number, busyUntil: 0, sampled: 0 }
      const { open } = await this.lead(readDesk, { tableId: table.id })
      if (open) desk.tube = { id: open.id, people: open.people.length, capacity: open.capacity }
      this.desks.push(desk)
    }
    await this.lead(setCallMode, { siteId: site.id, mode: 'automatic' })
    this.quietSince = this.now
    this.explain()
  }

  private async liveRound() {
    const mine = async () =>
      (await this.lead(myWork, {})).rounds.find((round) => round.communityIds.includes(this.demo.communityId))
    const live = await mine()
    if (live) return live
    await this.lead(openRound, {
      communityId: this.demo.communityId,
      policy: { poolSize: 10 },
      sites: [{ name: '小广场采样点', place: '和平里小区中心广场', tables: 2 }],
    })
    const opened = await mine()
    if (!opened) throw new Error('the demo round could not be opened')
    return opened
  }

  /** A day that was broken off goes on after its last call. */
  private async lastCall() {
    const { calls } = await this.lead(listCalls, { roundId: this.round.id })
    const times = calls.flatMap(({ parts }) => parts.map(({ calledAt }) => Date.parse(calledAt)))
    return Math.max(0, ...times)
  }

  private explain() {
    const { origin, residents } = this.demo
    const [one, last] = [residents.at(0), residents.at(-1)]
    const who = (resident: typeof one) =>
      resident && `${resident.phone} ${resident.name} ${resident.document}（${resident.entrance}）`
    for (const line of [
      '',
      `  演示的一天开始了，快 ${speed} 倍；Ctrl-C 随时结束。 · The demo day has begun, ${speed} times as fast; Ctrl-C ends it at any time.`,
      '',
      `  大屏 display       ${origin}/screen/${this.site.id}`,
      `  控制台 console     ${origin}/admin/   lead / ${this.demo.passwordOf('communityLead')}`,
      `  居民手机 phones    ${origin}/   ${who(one)} 先叫到 called first；${who(last)} 最后叫到 called last`,
      '  登录后用姓名和证件号认领住户。 · After signing in, claim the household by name and document.',
      '  看什么：节拍自动叫楼层；手机从“等待”到“下一个”到“现在下楼”；窗户一扇扇亮起来。',
      '  Watch: the pace calls floors by itself; phones go from waiting to next to “come down now”; windows light up.',
      '',
    ])
      this.say(line)
  }

  /** What happens now: calls bring people, people queue, tables sample them. False when everybody has been. */
  async goOn(): Promise<boolean> {
    await this.hearCalls()
    const { now } = this
    for (let i = this.coming.length - 1; i >= 0; i--) {
      const person = this.coming[i]
      if (person && person.arrives <= now) this.queue.push(...this.coming.splice(i, 1))
    }
    this.queue.sort((a, b) => a.arrives - b.arrives)
    for (const desk of this.desks) await this.serve(desk)
    if (now - this.countedAt >= countEvery) {
      this.countedAt = now
      await this.try(this.lead(countQueue, { siteId: this.site.id, people: this.queue.length }))
    }
    if (now - this.saidAt >= countEvery) {
      this.saidAt = now
      const at = new Date(now + 8 * 60 * minute).toISOString().slice(11, 16)
      this.say(
        `  ${at}  排队 queue ${this.queue.length}，路上 on the way ${this.coming.length}，已采 sampled ${this.sampled}`,
      )
    }
    if (this.queue.length || this.coming.length) this.quietSince = now
    return now - this.quietSince < 12 * minute
  }

  /** Who was called since walks down: most within some minutes, one in ten stays at home. */
  private async hearCalls() {
    const { calls } = await this.lead(listCalls, { roundId: this.round.id })
    for (const call of calls) {
      const asked = call.parts.reduce((sum, part) => sum + part.households, 0)
      const known = this.followed.get(call.id) ?? new Set<string>()
      if (known.size >= asked) continue
      this.followed.set(call.id, known)
      const entrance = await this.lead(followEntrance, { roundId: this.round.id, entranceId: call.entranceId })
      for (const { id, door, calledAt, people } of entrance.households) {
        if (!calledAt || known.has(id)) continue
        known.add(id)
        const walk = lasting(4, 0.4, bell(this.eye))
        const documents = this.documents.get(`${entrance.label} ${door}`) ?? []
        for (const [i, document] of documents.entries()) {
          if (people[i]?.come || this.eye() < 0.1) continue
          this.coming.push({
            document,
            arrives: Math.max(this.now, Date.parse(calledAt)) + (walk + this.eye() / 2) * minute,
          })
        }
      }
    }
  }

  private async serve(desk: Desk) {
    if (desk.busyUntil > this.now) return
    if (desk.tube && desk.tube.people >= desk.tube.capacity) await this.close(desk)
    const person = this.queue.shift()
    if (!person) return
    desk.busyUntil = this.now + lasting(0.6, 0.3, bell(this.eye)) * minute
    if (!desk.tube) {
      const barcode = `DEMO-${Date.now().toString(36).toUpperCase()}-${++this.barcodes}`
      const tube = await this.try(this.lead(openTube, { tableId: desk.tableId, barcode }))
      if (!tube) return
      desk.tube = { id: tube.id, people: 0, capacity: tube.capacity }
    }
    const scan = { kind: 'document' as const, number: person.document }
    const admitted = await this.try(this.lead(admit, { tubeId: desk.tube.id, scan }))
    if (!admitted) return
    desk.tube.people++
    this.sampled++
  }

  private async close(desk: Desk) {
    if (desk.tube?.people) await this.try(this.lead(closeTube, { tubeId: desk.tube.id, count: desk.tube.people }))
    desk.tube = undefined
  }

  /** Somebody at the console may do the same at the same time: what is refused is left to them. */
  private async try<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
      return await asked
    } catch (error) {
      if (!(error instanceof RefusedByServer)) throw error
      return undefined
    }
  }

  /** Closes what is open and gives the site and the clock back as they were. */
  async end() {
    if (!this.clockSet) return
    for (const desk of this.desks) await this.close(desk)
    await this.try(this.lead(setCallMode, { siteId: this.site.id, mode: this.modeBefore }))
    await this.admin(setClock, { now: new Date().toISOString(), speed: 1 })
    this.clockSet = false
    this.say(
      `  演示结束：采样 ${this.sampled} 人，时钟已复原。 · The day is over: ${this.sampled} people sampled, the clock is back.`,
    )
  }
}
