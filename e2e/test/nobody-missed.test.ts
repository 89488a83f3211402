import { callDown } from '@loumen/shared/calls/api'
import type { Call } from '@loumen/shared/client'
import { listEntrances } from '@loumen/shared/community/api'
import { readHouseholdCoverage, readMissing } from '@loumen/shared/coverage/api'
import { readJoinCode } from '@loumen/shared/muster/asks-api'
import { listHouseholds } from '@loumen/shared/roster/api'
import { addPost, readRound, setTable } from '@loumen/shared/rounds/api'
import { listShifts, planShifts } from '@loumen/shared/shifts/api'
import { readSweep } from '@loumen/shared/sweeps/api'
import type { SweepDoor } from '@loumen/shared/sweeps/schema'
import { register } from '@loumen/shared/tickets/api'
import { listVisits, makeVisit, revealSignature } from '@loumen/shared/visits/api'
import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import type { Page } from 'playwright-core'
import { openBrowser, type Watched } from '../src/browser'
import { hire, type Member, pick } from '../src/cast'
import { staffAt } from '../src/client'
import { button, enterConsole, figure, goTo, word } from '../src/console'
import { type House, startHouse, tearDown } from '../src/house'
import { enterAsResident, enterAsStaff, on, openPhone } from '../src/phone'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let lead: Call
let communityId: string
let roundId: string
let entranceId: string
let captain: Member
let volunteer: Member
let sampler: Member
let door: SweepDoor
let helperPhone: Page

beforeAll(async () => {
  house = await startHouse({ LOG_LEVEL: 'error' })
  browser = await openBrowser()
  ;({ communityId, roundId } = house.ready)
  const { login, password } = pick(house.ready.accounts, ({ role }) => role === 'communityLead')
  lead = await staffAt(house.origin, login, password)
  entranceId = pick((await lead(readRound, { roundId })).entranceIds, () => true)
  const make = (name: string, role: Parameters<typeof hire>[2]['role'], scope: string) =>
    hire(lead, house.origin, { login: name, name, role, scope })
  captain = await make('sweeping', 'captain', entranceId)
  volunteer = await make('helping', 'volunteer', communityId)
  sampler = await make('at-doors', 'sampler', communityId)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

const until = async <T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> => {
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
  }
}

async function phoneOf(member: Member): Promise<Page> {
  const phone = await browser.phone(house.origin)
  await enterAsStaff(phone, member)
  return phone
}

test('a captain sweeps the entrance, without a network, and finds who needs a hand', async () => {
  const sweep = await captain.call(readSweep, { roundId, entranceId })
  door = pick(sweep.doors, ({ missing, frozen }) => missing > 0 && !frozen)
  const phone = await phoneOf(captain)
  await openPhone(phone, 'staff/sweep', `?round=${roundId}&entrance=${entranceId}`)
  await on(phone, `door-${door.door}`).waitFor()
  await phone.context().setOffline(true)
  await on(phone, `tap-${door.door}-needsHelp`).click()
  await on(phone, `need-${door.door}-comeDown`).click()
  await on(phone, `note-${door.door}`).fill('老人坐轮椅')
  await on(phone, `save-${door.door}`).click()
  await on(phone, 'sweep-waiting').waitFor()
  expect((await lead(listVisits, { roundId })).visits.some(({ householdId }) => householdId === door.householdId)).toBe(
    false,
  )
  await phone.context().setOffline(false)
  await on(phone, 'sweep-waiting').waitFor({ state: 'detached' })
  await phone.close()
})

test('a volunteer claims the task and finishes it', async () => {
  const { visits } = await lead(listVisits, { roundId })
  const visit = pick(visits, ({ householdId }) => householdId === door.householdId)
  expect(visit).toMatchObject({ kind: 'help', state: 'open', note: '老人坐轮椅' })
  const phone = await phoneOf(volunteer)
  await openPhone(phone, 'staff/visits', `?round=${roundId}`)
  await on(phone, `start-${visit.id}`).click()
  await on(phone, `proof-${visit.id}-draw`).click()
  await on(phone, `finish-${visit.id}`).click()
  await phone.getByRole('alert').waitFor()
  const paper = on(phone, `proof-${visit.id}-pad`)
  await paper.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await paper.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await phone.mouse.move(x + width * 0.2, y + height * 0.3)
  await phone.mouse.down()
  await phone.mouse.move(x + width * 0.8, y + height * 0.7, { steps: 12 })
  await phone.mouse.up()
  await on(phone, `finish-${visit.id}`).click()
  const ended = await until(
    async () => (await lead(listVisits, { roundId })).visits.find(({ id }) => id === visit.id),
    (one) => one?.state === 'done',
  )
  expect(ended?.proof).toBe('drawn')
  const shown = await lead(revealSignature, { visitId: visit.id, reason: '核对签名' })
  expect(shown.kind === 'drawn' && shown.strokes[0]?.length).toBeGreaterThan(5)
  await phone.close()
})

test('a team without a network carries one tube to two doors', async () => {
  const { households } = await lead(listHouseholds, { communityId, entranceId })
  const missing = new Set((await lead(readMissing, { roundId })).households.map((one) => one.householdId))
  const homes = households.filter(({ id }) => missing.has(id) && id !== door.householdId)
  const made = []
  for (const { id: householdId } of homes) {
    const visit = await lead(makeVisit, { roundId, householdId, kind: 'sampling', note: '卧床' })
    if (!visit.single) made.push(visit)
    if (made.length === 2) break
  }
  const [one, two] = made
  if (!one || !two) throw new Error('the entrance has no two ordinary homes')
  const phone = await browser.phone(house.origin)
  // Before anything is read: while it is put in, the page's clock stands at 1970, and what was read then counts as long over.
  await phone.clock.install({ time: new Date(Date.now() - 20 * 60_000) })
  await enterAsStaff(phone, sampler)
  const packed = phone.waitForResponse((answer) => answer.url().includes(`/rounds/${roundId}/pack`))
  await openPhone(phone, 'staff/visits', `?round=${roundId}`)
  await packed
  await on(phone, `start-${one.id}`).waitFor()
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
  await phone.context().setOffline(true)
  await on(phone, `start-${one.id}`).click()
  await on(phone, `barcode-${one.id}`).waitFor()
  await phone.reload()
  await on(phone, `barcode-${one.id}`).fill('DOOR-7020')
  await on(phone, `use-tube-${one.id}`).click()
  await on(phone, `after-${one.id}-keep`).click()
  await phone.clock.fastForward('05:00')
  await on(phone, `sample-${one.id}`).click()
  await on(phone, 'carried-DOOR-7020').waitFor()
  await on(phone, `start-${two.id}`).click()
  await on(phone, `use-carried-${two.id}`).click()
  await phone.clock.fastForward('05:00')
  await on(phone, `sample-${two.id}`).click()
  await on(phone, `visit-${two.id}`).filter({ hasText: '✓' }).waitFor()
  const [again] = two.people
  await on(phone, `remove-${again?.residentId}`).click()
  await on(phone, 'removal-failedSwab').click()
  await on(phone, `use-carried-${two.id}`).click()
  await on(phone, `sample-${two.id}`).click()
  await on(phone, `visit-${two.id}`).filter({ hasText: '✓' }).waitFor()
  await on(phone, 'close-DOOR-7020').click()
  await on(phone, 'close-DOOR-7020-yes').click()
  await on(phone, 'carried-DOOR-7020').waitFor({ state: 'detached' })
  await on(phone, 'unsent').filter({ hasText: '7' }).waitFor()
  await phone.context().setOffline(false)
  await phone.clock.fastForward('00:20')
  await on(phone, 'unsent').waitFor({ state: 'detached' })
  const doors = [one.householdId, two.householdId]
  await until(
    async () => (await lead(readMissing, { roundId })).households,
    (left) => !left.some(({ householdId }) => doors.includes(householdId)),
  )
  const { visits } = await lead(listVisits, { roundId })
  const ended = pick(visits, ({ id }) => id === two.id)
  expect(ended).toMatchObject({ state: 'done', workerName: 'at-doors' })
  expect(Date.parse(ended.endedAt ?? '')).toBeLessThan(Date.now() - 5 * 60_000)
  await phone.close()
})

test('a volunteer registers a neighbour in five steps, and is told when that household is called', async () => {
  const entrances = (await lead(listEntrances, { communityId })).entrances
  const label = pick(entrances, ({ id }) => id === entranceId).label
  const { doors } = await lead(readSweep, { roundId, entranceId })
  const home = pick(
    doors,
    (one) => one.missing > 0 && !one.frozen && one.householdId !== door.householdId && !one.tags.length,
  )
  const phone = await phoneOf(volunteer)
  await on(phone, 'to-neighbours').click()
  await on(phone, 'neighbour-entrance').getByText(label, { exact: true }).click()
  let steps = 0
  const step = async (act: Promise<void>) => {
    steps += 1
    await act
  }
  await step(on(phone, 'neighbour-door').fill(home.door))
  await step(on(phone, 'neighbour-said').fill(pick(home.names, () => true)))
  await step(on(phone, 'neighbour-find').click())
  await on(phone, 'neighbour-who').waitFor()
  const people = on(phone, 'neighbour-who').getByRole('radio')
  if ((await people.count()) > 1) await people.first().click()
  await step(on(phone, 'neighbour-consent-self.atDoor').click())
  await step(on(phone, 'neighbour-save').click())
  const number = await on(phone, 'neighbour-number').textContent()
  expect(number).toMatch(/^\d+ 号$/)
  expect(steps).toBe(5)

  const [site] = (await lead(readRound, { roundId })).sites
  if (!site) throw new Error('there is no site')
  for (const { id: tableId } of site.tables) await lead(setTable, { tableId, state: 'open' }).catch(() => {})
  await lead(callDown, { siteId: site.id, units: [{ entranceId, householdIds: [home.householdId] }] })
  await on(phone, 'neighbour-called').filter({ hasText: home.door }).waitFor()
  await on(phone, 'another-neighbour').click()
  await on(phone, `neighbour-${home.door}`).filter({ hasText: site.name }).waitFor()

  const desk = await browser.desk(house.origin)
  await enterConsole(
    desk,
    pick(house.ready.accounts, ({ role }) => role === 'communityLead'),
  )
  await goTo(desk, communityId, `slips?round=${roundId}&kind=helped`)
  await desk.getByTestId('helped-row').filter({ hasText: home.door }).waitFor()
  await on(phone, `release-${home.door}`).click()
  await on(phone, `release-${home.door}-yes`).click()
  await on(phone, 'neighbour-called').waitFor({ state: 'detached' })
  await desk.getByTestId('helped-row').waitFor({ state: 'detached' })
  await phone.close()
  await desk.close()
})

test('a list mobilises a teacher, who arrives by the code of the site and is seen on the muster board', async () => {
  const desk = await browser.desk(house.origin)
  await enterConsole(
    desk,
    pick(house.ready.accounts, ({ role }) => role === 'communityLead'),
  )
  await goTo(desk, communityId, `muster?round=${roundId}`)
  const paste = async (text: string) => {
    await desk.getByTestId('paste-box').fill(text)
    await button(desk, 'import.pasteRead').click()
  }
  const head = '姓名\t电话\t单位\t岗位'
  await paste(`${head}\n张老师\t13912340001\t一中\t登记、书记`)
  await desk.getByTestId('muster-faults').filter({ hasText: 'D2' }).waitFor()
  await paste(`${head}\n张老师\t13912340001\t一中\t登记、志愿者\n李护士\t13912340002\t市医院\t采样员`)
  await desk.getByTestId('muster-ready').waitFor()
  await desk.getByRole('button', { name: word('muster.add', { count: 2 }) }).click()
  await desk.locator('[data-testid="muster-row"][data-state="expected"]').first().waitFor()

  const phone = await browser.phone(house.origin)
  await openPhone(phone, 'staff/arrival', `?s=${house.ready.siteId}`)
  await on(phone, 'phone').fill('13912340001')
  await on(phone, 'get-code').click()
  const code = /\d{6}/.exec((await on(phone, 'dev-code').textContent()) ?? '')?.[0]
  await on(phone, 'code').fill(code ?? '')
  await on(phone, 'sign-in-send').click()
  await on(phone, 'arrived').waitFor()
  await on(phone, 'arrival-to-work').click()
  await on(phone, 'to-desk-1').waitFor()
  await desk.locator('[data-testid="muster-row"][data-state="arrived"]').filter({ hasText: '张老师' }).waitFor()
  expect(await figure(desk, 'muster-expected')).toBe(1)
  await phone.close()
  await desk.close()
})

test('somebody on no list asks at the site, is taken on by the lead with one tap, and works; a post where nobody came is said', async () => {
  const from = new Date(Date.now() - 20 * 60_000).toISOString()
  const post = await lead(addPost, { roundId, name: '东门', kind: 'entry', siteId: house.ready.siteId })
  const { people } = await lead(listShifts, { roundId })
  const late = pick(people, ({ name }) => name === '李护士')
  await lead(planShifts, { postId: post.id, from, accountIds: [late.accountId] })
  const siteLead = await browser.phone(house.origin)
  await enterAsStaff(
    siteLead,
    pick(house.ready.accounts, ({ role }) => role === 'siteLead'),
  )
  await on(siteLead, 'shifts-late').filter({ hasText: '李护士' }).waitFor()
  await on(siteLead, 'to-muster').click()
  await on(siteLead, `standing-${post.id}`).filter({ hasText: musterPhoneWords.standing_late[0] }).waitFor()
  await on(siteLead, 'join-code').waitFor()

  const { address } = await lead(readJoinCode, { siteId: house.ready.siteId })
  const helper = await browser.phone(house.origin)
  await openPhone(helper, 'staff/arrival', address.slice(address.indexOf('?')))
  await on(helper, 'ask-or-listed').click()
  await on(helper, 'ask-name').fill('王阿姨')
  await on(helper, 'ask-phone').fill('139 1234 0008')
  await on(helper, 'ask-send').click()
  await on(helper, 'ask-form').getByRole('alert').waitFor()
  await on(helper, 'ask-agree').getByRole('checkbox').click()
  await on(helper, 'ask-send').click()
  await on(helper, 'ask-waiting').waitFor()
  await helper.reload()
  await on(helper, 'ask-waiting').waitFor()

  const card = siteLead.locator('[id="asks"] .card').filter({ hasText: '王阿姨' })
  await on(siteLead, 'asks-waiting').filter({ hasText: '王阿姨' }).waitFor()
  await card.locator('[id^="approve-"]').click()
  await card.waitFor({ state: 'detached' })
  await on(siteLead, 'muster-free').filter({ hasText: '王阿姨' }).waitFor()

  await on(helper, 'ask-approved').waitFor()
  expect(await on(helper, 'phone').inputValue()).toBe('13912340008')
  await on(helper, 'get-code').click()
  const code = /\d{6}/.exec((await on(helper, 'dev-code').textContent()) ?? '')?.[0]
  await on(helper, 'code').fill(code ?? '')
  await on(helper, 'sign-in-send').click()
  await on(helper, 'arrived').waitFor()
  await helper.close()
  await siteLead.close()
})

test('somebody offers help, is accepted, stands a shift that was moved, helps at a door and is thanked', async () => {
  const resident = await browser.phone(house.origin)
  await enterAsResident(resident, '13912340009')
  await openPhone(resident, 'pages/volunteer')
  await on(resident, 'volunteer-name').fill('赵热心')
  await on(resident, 'volunteer-helps').getByRole('checkbox').first().click()
  await on(resident, 'volunteer-times').getByRole('checkbox').first().click()
  await on(resident, 'volunteer-send').click()

  const desk = await browser.desk(house.origin)
  await enterConsole(
    desk,
    pick(house.ready.accounts, ({ role }) => role === 'communityLead'),
  )
  await goTo(desk, communityId, 'volunteers')
  await button(desk.getByTestId('volunteer').filter({ hasText: '赵热心' }), 'volunteers.accept').click()
  const login = (await desk.getByTestId('made-login').textContent())?.trim() ?? ''
  const password = (await desk.getByTestId('made-password').textContent())?.trim() ?? ''
  await resident.getByText(login).waitFor()
  await resident.close()

  const post = await lead(addPost, { roundId, name: '一单元门口', kind: 'entrance', entranceId })
  const { people } = await lead(listShifts, { roundId })
  const helper = pick(people, ({ name }) => name === '赵热心')
  const soon = new Date(Date.now() + 60 * 60_000).toISOString()
  await lead(planShifts, { postId: post.id, from: soon, accountIds: [helper.accountId] })
  await goTo(desk, communityId, `shifts?round=${roundId}`)
  await desk.getByRole('button', { name: new RegExp(`^${word('shifts.change')} 赵热心`) }).click()
  const local = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000 + 5 * 60_000).toISOString().slice(0, 16)
  await desk.getByRole('dialog').getByLabel(word('shifts.from')).fill(local)
  await button(desk.getByRole('dialog'), 'shifts.save').click()
  await desk.getByRole('dialog').waitFor({ state: 'detached' })

  const phone = await browser.phone(house.origin)
  await openPhone(phone, 'staff/sign-in')
  await on(phone, 'login').fill(login)
  await on(phone, 'password').fill(password)
  await on(phone, 'staff-sign-in-send').click()
  await on(phone, 'current-password').fill(password)
  await on(phone, 'new-password').fill('每天都去敲门问候邻居大家好')
  await on(phone, 'set-password').click()
  await on(phone, 'to-mine').click()
  const [shift] = (await lead(listShifts, { roundId })).shifts.filter(({ name }) => name === '赵热心')
  await on(phone, `arrive-${shift?.id}`).click()
  await on(phone, `state-${shift?.id}`).filter({ hasText: '在岗' }).waitFor()
  await desk.getByTestId('at-post').filter({ hasText: /[1-9]/ }).waitFor()

  const { doors } = await lead(readSweep, { roundId, entranceId })
  const home = pick(doors, (one) => !one.frozen && one.householdId !== door.householdId)
  const visit = await lead(makeVisit, { roundId, householdId: home.householdId, kind: 'help', note: '推轮椅' })
  await openPhone(phone, 'staff/visits', `?round=${roundId}`)
  await on(phone, `start-${visit.id}`).click()
  await on(phone, `proof-${visit.id}`).fill('李奶奶')
  await on(phone, `finish-${visit.id}`).click()
  await until(
    async () => (await lead(listVisits, { roundId })).visits.find(({ id }) => id === visit.id),
    (one) => one?.state === 'done',
  )
  await openPhone(phone, 'staff/mine')
  await on(phone, `leave-${shift?.id}`).click()
  await on(phone, `confirm-${shift?.id}`).click()
  await on(phone, `state-${shift?.id}`).filter({ hasText: '已离岗' }).waitFor()
  await goTo(desk, communityId, `shifts?round=${roundId}`)
  await desk.getByLabel(word('hours.thanks')).fill('谢谢每一位邻居')
  await button(desk, 'hours.thank').click()
  await until(
    async () => (await lead(listShifts, { roundId })).thanks,
    (text) => text === '谢谢每一位邻居',
  )
  await desk.close()
  helperPhone = phone
})

test('the missing list goes to zero on the screen, and the round closes with everybody accounted for', async () => {
  const desk = await browser.desk(house.origin)
  const account = pick(house.ready.accounts, ({ role }) => role === 'communityLead')
  await enterConsole(desk, account)
  await goTo(desk, communityId, `missing?round=${roundId}`)
  const count = desk.getByTestId('missing-count')
  await count.waitFor()
  expect(Number(await count.getAttribute('data-missing'))).toBeGreaterThan(0)
  await goTo(desk, communityId, `rounds/${roundId}`)
  await desk.getByTestId('sign-close').waitFor()
  expect(await desk.getByTestId('sign-close').isDisabled()).toBe(true)
  await goTo(desk, communityId, `missing?round=${roundId}`)
  const { households } = await lead(readMissing, { roundId })
  for (const { entranceId: behind } of new Map(households.map((one) => [one.entranceId, one])).values()) {
    const { doors } = await lead(readSweep, { roundId, entranceId: behind })
    expect(doors.some(({ missing }) => missing > 0)).toBe(true)
  }
  await Promise.all(households.map(({ householdId }) => excuse(householdId)))
  await desk.locator('[data-testid="missing-count"][data-missing="0"]').waitFor()
  await goTo(desk, communityId, `rounds/${roundId}`)
  await desk.getByTestId('close-round').click()
  await desk.getByTestId('closing').waitFor({ state: 'detached' })
  expect((await lead(readRound, { roundId })).state).toBe('closed')
  await openPhone(helperPhone, 'staff/home')
  await openPhone(helperPhone, 'staff/mine')
  await on(helperPhone, `thanks-${roundId}`).filter({ hasText: '谢谢每一位邻居' }).waitFor()
  await goTo(desk, communityId, 'review')
  await desk.getByTestId('review').waitFor()
  expect(browser.errors).toEqual([])
})

/** Everybody of a household is away until further notice. */
async function excuse(householdId: string) {
  const { rounds } = await lead(readHouseholdCoverage, { householdId })
  const people = pick(rounds, (one) => one.roundId === roundId).people.filter(({ standing }) => standing === 'missing')
  await lead(register, {
    roundId,
    householdId,
    answers: people.map(({ residentId }) => ({ residentId, kind: 'excused' as const, reason: 'away' as const })),
  })
}
