import type { Me, Staff } from '@loumen/shared/accounts/schema'
import { maskPhone } from '@loumen/shared/masking'
import type { Account } from '../base/actor'
import { unseal } from '../base/personal'
import { now } from '../clock'
import type { AccountDocument } from './model'

export const namePlace = (id: unknown) => `accounts.name|${id}`
export const workPhonePlace = (id: unknown) => `accounts.workPhone|${id}`
export const phonePlace = (id: unknown) => `accounts.phone|${id}`

export const wechatPlace = (id: unknown) => `accounts.wechat|${id}`

export const presentMe = (account: AccountDocument, { grants }: Account, demo: boolean): Me => ({
  id: String(account._id),
  kind: account.kind,
  name: account.name ? unseal(namePlace(account._id), account.name) : '',
  login: account.login ?? null,
  phone: account.phone ? (maskPhone(unseal(phonePlace(account._id), account.phone), 'masked') ?? null) : null,
  grants: [...grants],
  mustChangePassword: account.mustChangePassword,
  demo,
  now: now().toISOString(),
})

export const presentStaff = (account: AccountDocument): Staff => ({
  id: String(account._id),
  login: account.login ?? '',
  name: account.name ? unseal(namePlace(account._id), account.name) : '',
  grants: account.grants,
  mustChangePassword: account.mustChangePassword,
})
