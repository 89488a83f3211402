import type { WalkIn } from './schema'

const numbers = (text: string) => text.match(/\d+|[A-Z]+/gi) ?? []

/** Where somebody lives, as typed: "3-2-501" behind an entrance of the round, anything else is an address elsewhere. */
export function readHome(
  text: string,
  entrances: readonly { id: string; label: string }[],
): WalkIn['home'] | undefined {
  const clean = text.normalize('NFKC').trim()
  if (!clean) return undefined
  const parts = clean.split(/[-—–\s]+|号楼|栋|幢|座|单元|门(?=.)/).filter(Boolean)
  const door = (parts.pop() ?? '').replace(/[室号]$/, '')
  const wanted = parts.flatMap(numbers).join('-')
  const fitting =
    wanted && /^[\dA-Z]+$/i.test(door) ? entrances.filter(({ label }) => numbers(label).join('-').endsWith(wanted)) : []
  const [only] = fitting
  return only && fitting.length === 1
    ? { kind: 'door', entranceId: only.id, door }
    : { kind: 'elsewhere', address: clean }
}
