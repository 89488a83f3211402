import type { Locator, Page } from 'playwright-core'
import type { RosterRow } from './roster'

/** The element of this id on the page in front: pages below it in the stack stay in the document. */
export const on = (page: Page, id: string): Locator => page.locator(`[id="${id}"]`).filter({ visible: true })

/** Opens a page of the phone, such as `pages/home`. */
export const openPhone = (page: Page, place = 'pages/home', query = '') => page.goto(`/#/${place}/index${query}`)

/** Signs a resident in with the code that the development sender shows. */
export async function enterAsResident(page: Page, phone: string) {
  await openPhone(page, 'pages/sign-in')
  await on(page, 'phone').fill(phone)
  await on(page, 'get-code').click()
  const shown = await on(page, 'dev-code').textContent()
  const code = /\d{6}/.exec(shown ?? '')?.[0]
  if (!code) throw new Error('the code is not shown')
  await on(page, 'code').fill(code)
  await on(page, 'sign-in-send').click()
  await on(page, 'sign-in').waitFor({ state: 'detached' })
}

/** Asks for the household by name and document number, and goes home. */
export async function claimOn(page: Page, communityId: string, { name, document }: RosterRow) {
  await openPhone(page, 'pages/claim', `?c=${communityId}`)
  await on(page, 'claim-name').fill(name)
  await on(page, 'claim-document').fill(document)
  await on(page, 'claim-send').click()
  await on(page, 'claim-granted').waitFor()
  await on(page, 'to-home').click()
}

/** Signs staff in on a phone and waits for their home. */
export async function enterAsStaff(page: Page, { login, password }: { login: string; password: string }) {
  await openPhone(page, 'staff/sign-in')
  await on(page, 'login').fill(login)
  await on(page, 'password').fill(password)
  await on(page, 'staff-sign-in-send').click()
  await on(page, 'staff-home').waitFor()
}

/** Types what a reader would type into the desk's one field. */
export async function scan(page: Page, text: string) {
  await on(page, 'scan').fill(text)
  await on(page, 'scan').press('Enter')
}

/** Waits until the desk or table says that so many are in the tube. */
export const untilCount = (page: Page, text: string) =>
  on(page, 'count')
    .filter({ hasText: new RegExp(`^${text}$`) })
    .waitFor()
