import type { Role } from './roles'

export type NameView = 'full' | 'masked' | 'surname'
export type NumberView = 'full' | 'masked' | 'last4' | 'none'

/** Which personal fields a role gets of a person it may see at all. */
export interface PersonView {
  name: NameView
  document: NumberView
  phone: NumberView
  tags: boolean
}

const none: PersonView = { name: 'surname', document: 'none', phone: 'none', tags: false }

/** The field table: personal fields by role; a reveal of the rest is a command of its own and audited. */
export const personViews: Record<Role, PersonView> = {
  resident: { name: 'full', document: 'masked', phone: 'masked', tags: false },
  captain: { name: 'full', document: 'none', phone: 'none', tags: true },
  volunteer: none,
  registrar: { name: 'full', document: 'last4', phone: 'none', tags: true },
  sampler: { name: 'full', document: 'last4', phone: 'none', tags: true },
  siteKeeper: none,
  courier: none,
  lab: none,
  communityLead: { name: 'full', document: 'masked', phone: 'masked', tags: true },
  gridLeader: { name: 'full', document: 'masked', phone: 'masked', tags: true },
  siteLead: { name: 'masked', document: 'none', phone: 'none', tags: false },
  district: none,
  admin: { name: 'masked', document: 'none', phone: 'none', tags: false },
}

const nameRank: NameView[] = ['surname', 'masked', 'full']
const numberRank: NumberView[] = ['none', 'last4', 'masked', 'full']
const most = <T>(rank: readonly T[], a: T, b: T) => (rank.indexOf(a) >= rank.indexOf(b) ? a : b)

/** What somebody with several roles sees: for each field the most that one of them gives. */
export function personView(roles: readonly Role[]): PersonView {
  return roles.reduce<PersonView>((seen, role) => {
    const view = personViews[role]
    return {
      name: most(nameRank, seen.name, view.name),
      document: most(numberRank, seen.document, view.document),
      phone: most(numberRank, seen.phone, view.phone),
      tags: seen.tags || view.tags,
    }
  }, none)
}

const compoundSurnames =
  /^(欧阳|太史|上官|端木|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|令狐)/

/** A name as a role sees it: 张三丰 → 张三丰, 张*丰, 张. */
export function maskName(name: string, view: NameView): string {
  if (view === 'full') return name
  const letters = [...name]
  const surname = compoundSurnames.test(name) ? letters.slice(0, 2).join('') : (letters[0] ?? '')
  if (view === 'surname') return surname
  const given = letters.length - [...surname].length
  return given <= 1 ? `${surname}*` : `${surname}${'*'.repeat(given - 1)}${letters.at(-1)}`
}

/** A document number as a role sees it: first 3 and last 4 (first 6 would leave only the birth date), or the last 4. */
export function maskDocument(number: string, view: NumberView): string | undefined {
  if (view === 'none' || !number) return undefined
  if (view === 'full') return number
  if (view === 'last4') return number.slice(-4)
  return number.length > 8
    ? number.slice(0, 3) + '*'.repeat(number.length - 7) + number.slice(-4)
    : `****${number.slice(-2)}`
}

/** A phone as a role sees it: 138****8000, or its last 4 digits. */
export function maskPhone(phone: string, view: NumberView): string | undefined {
  if (view === 'none' || !phone) return undefined
  if (view === 'full') return phone
  if (view === 'last4') return phone.slice(-4)
  return phone.length > 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `***${phone.slice(-2)}`
}
