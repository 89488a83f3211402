import { useEffect, useState } from 'react'
import { forgetSealed, readSealed, sealedNames, writeSealed } from '../platform/sealed-storage'
import type { Reading } from '../remote/use-read'

/** What the server last said of a place of work; `at` is when, by this phone's clock. */
export interface Truth<T> {
  value: T
  at: number
}

/** What is known where: a table's desk, the boxes and visits of a round, the doors of an entrance, one's recalls. */
export type TruthKind = 'desk' | 'boxes' | 'visits' | 'sweep' | 'recalls'

const prefix = 'truth.'
const shift = 8 * 3_600_000
const known = new Map<string, Truth<unknown>>()
const name = (kind: TruthKind, id: string) => `${prefix}${kind}.${id}`
const over = ({ at }: Truth<unknown>) => at + shift < Date.now()

/** Keeps what the server said, sealed, so that a phone that starts without a network shows it; for one shift. */
export function keepTruth<T>(kind: TruthKind, id: string, value: T, at: number) {
  known.set(name(kind, id), { value, at })
  void writeSealed(name(kind, id), JSON.stringify({ value, at })).catch(() => {})
}

export async function truthOf<T>(kind: TruthKind, id: string): Promise<Truth<T> | undefined> {
  const place = name(kind, id)
  const text = known.has(place) ? undefined : await readSealed(place)
  const kept = text ? (JSON.parse(text) as Truth<T>) : undefined
  if (kept && over(kept)) await forgetSealed(place)
  else if (kept && !known.has(place)) known.set(place, kept)
  return known.get(place) as Truth<T> | undefined
}

/** Everything of a kind that a page has shown since this phone's app was opened. */
export const truthsOf = <T>(kind: TruthKind): Truth<T>[] =>
  [...known].filter(([place]) => place.startsWith(`${prefix}${kind}.`)).map(([, truth]) => truth as Truth<T>)

/** Forgets all of it: at the end of the shift and when somebody signs out. */
export async function forgetTruths() {
  known.clear()
  for (const one of await sealedNames(prefix)) await forgetSealed(one)
}

/** What a page shows: what it reads from the server, or what this phone kept of it. */
export function useTruth<T>(kind: TruthKind, id: string | undefined, reading: Reading<T>): Truth<T> | undefined {
  const { value, at, problem } = reading
  const [kept, setKept] = useState<{ id: string; truth: Truth<T> | undefined }>()
  useEffect(() => {
    if (id) void truthOf<T>(kind, id).then((truth) => setKept({ id, truth }))
  }, [kind, id])
  useEffect(() => {
    if (id && value && at && !problem) keepTruth(kind, id, value, at)
  }, [kind, id, value, at, problem])
  if (value && at) return { value, at }
  return kept?.id === id ? kept?.truth : undefined
}
