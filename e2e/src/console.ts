import { type ConsoleWord, consoleWords } from '@loumen/shared/words/console'
import { say } from '@loumen/shared/words/language'
import type { Locator, Page } from 'playwright-core'

/** A word of the console as its screens say it. */
export const word = (key: ConsoleWord, values?: Record<string, unknown>) => say(consoleWords, 'zh', key, values)

/** Finds a button by its word; antd may put a space between two letters. */
export function button(within: Page | Locator, key: ConsoleWord): Locator {
  const letters = [...word(key)].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return within.getByRole('button', { name: new RegExp(`^${letters.join('\\s?')}$`) })
}

/** Signs in and waits until the console is there. */
export async function enterConsole(page: Page, { login, password }: { login: string; password: string }) {
  await page.goto('/admin/')
  await page.getByLabel(word('signIn.login')).fill(login)
  await page.getByLabel(word('signIn.password'), { exact: true }).fill(password)
  await button(page, 'signIn.enter').click()
  await page.getByTestId('person').waitFor()
}

/** Goes to a page of a community, such as `calling` or `roster/import`. */
export const goTo = (page: Page, communityId: string, place: string) => page.goto(`/admin/c/${communityId}/${place}`)

/** Hands a file to the page's drop field. */
export async function drop(page: Page, file: string | { name: string; text: string }) {
  const given =
    typeof file === 'string' ? file : { name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.text) }
  await page.locator('input[type=file]').setInputFiles(given)
}

/** Reads a figure of the page, such as `figure-sampled`. */
export const figure = async (page: Page, id: string) =>
  Number((await page.getByTestId(id).textContent())?.replace(/\D/g, ''))

/** The row of an entrance on the calling page. */
export const callRow = (page: Page, label: string) => page.getByTestId(`call-${label}`)

/** A household's window in the overview. */
export const windowOf = (page: Page, householdId: string) => page.locator(`[data-household="${householdId}"]`)
