import type { MiniProgram } from './mini-program/mini-program'
import { until } from './mini-program/until'

/** What a person does with a phone, and waits for. */
export const shown = (phone: MiniProgram, id: string) =>
  until(`#${id}`, () => phone.find(id)).catch((error: Error) => {
    throw new Error(`${error.message} on ${phone.route}: ${phone.text} ${phone.errors.join(' ')}`)
  })

export async function tap(phone: MiniProgram, id: string) {
  await shown(phone, id)
  await until(`#${id} to be enabled`, () => phone.drawn(id)?.attr?.disabled !== true)
  phone.tap(await shown(phone, id))
}

export const type = async (phone: MiniProgram, id: string, value: string) => phone.type(await shown(phone, id), value)

export const textOfId = (phone: MiniProgram, id: string) => {
  const node = phone.find(id)
  return node ? JSON.stringify(node) : ''
}

export async function signInAsResident(phone: MiniProgram, number: string) {
  await tap(phone, 'to-sign-in')
  await type(phone, 'phone', number)
  await tap(phone, 'get-code')
  const note = await until('the code', () => /\d{6}/.exec(textOfId(phone, 'dev-code'))?.[0])
  await type(phone, 'code', note)
  await tap(phone, 'sign-in-send')
}
