import { batchSize, replayOperations } from '@loumen/shared/operations/api'
import { operationText } from '@loumen/shared/operations/rules'
import type { Fact, OperationAnswer, RecordedOperation } from '@loumen/shared/operations/schema'
import type { TubePerson } from '@loumen/shared/tubes/schema'
import { inOrder } from '../platform/in-order'
import { forgetSealed, readSealed, sealedNames, writeSealed } from '../platform/sealed-storage'
import { onWaking } from '../platform/waking'
import { callAs } from '../remote/call'
import { problemOf } from '../remote/problem'
import { onSessionChange, sessionOf } from '../remote/session'
import { handedRecords } from './handing'
import { keepPackets } from './packets'
import { sign } from './sign'

/** One operation of the journal, with what the screen shows of it until the server has it. */
export interface Entry {
  seq: number
  roundId: string
  tableId?: string
  operation: RecordedOperation & { fact: Fact }
  people: TubePerson[]
  /** Where it happened, in words: a door, a box. */
  place?: string
  /** The house's key, for which the record is sealed when another phone hands it in. */
  sealKey?: string
  /** What the server said, and when; kept until the next reading shows it. */
  answer?: OperationAnswer
  sentAt?: number
}

const prefix = 'journal.'
const place = (seq: number) => `${prefix}${String(seq).padStart(9, '0')}`
const tryEvery = 15_000
/** Entries that the server has stay on the screen until a reading that began after them. */
const lingers = 60_000

let entries: readonly Entry[] = []
let next = 1
let away = false
const listeners = new Set<() => void>()

function change(to: readonly Entry[]) {
  entries = to
  for (const tell of listeners) tell()
}

/** Reads what this phone kept; everything else waits for it. */
export const journalOpens: Promise<void> = (async () => {
  // A phone whose storage cannot be read still sends what it records from now on.
  const names = await sealedNames(prefix).catch(() => [])
  const texts = await Promise.all(names.map((one) => readSealed(one).catch(() => undefined)))
  const kept = texts.flatMap((text) => (text ? [JSON.parse(text) as Entry] : []))
  next = Math.max(0, ...kept.map(({ seq }) => seq)) + 1
  change([...kept, ...entries])
  if (kept.length) away = true
  setInterval(() => void sendJournal(), tryEvery)
  onWaking(() => void sendJournal())
  onSessionChange(() => void sendJournal())
  void sendJournal()
})()

export const journal = () => entries
export function onJournalChange(tell: () => void) {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** Records that the server does not have yet. */
export const unsent = () => entries.filter(({ answer }) => !answer)
/** Records that the server cannot take: a person has to look at them. */
export const turnedAway = () => entries.filter(({ answer }) => answer?.outcome === 'rejected')
/** Whether commands are recorded at once: the server is away, or earlier records have to go before them. */
export const isAway = () => away || unsent().length > 0
export const setAway = () => {
  away = true
}

const writing = inOrder()

/** Keeps an operation, in order; it is stored when this resolves, and rejects when the phone cannot keep it. */
export function keepEntry(
  entry: { roundId: string; tableId?: string; id: string; fact: Fact; people?: TubePerson[]; place?: string },
  keys: { journalKey: string; sealKey?: string } | undefined,
): Promise<Entry> {
  return writing(async () => {
    await journalOpens
    const session = sessionOf('staff')
    if (!session) throw new Error('nobody is signed in')
    const bare = {
      id: entry.id,
      recordedAt: new Date().toISOString(),
      recorderId: session.me.id,
      fact: entry.fact,
    }
    const kept: Entry = {
      seq: next++,
      roundId: entry.roundId,
      tableId: entry.tableId,
      operation: { ...bare, ...(keys ? { signature: sign(keys.journalKey, operationText(bare)) } : {}) },
      people: entry.people ?? [],
      place: entry.place,
      sealKey: keys?.sealKey,
    }
    await writeSealed(place(kept.seq), JSON.stringify(kept))
    change([...entries, kept])
    return kept
  })
}

let sending: Promise<void> | undefined
let more = false

/** Hands in what has not been sent, the oldest first; one try at a time. */
export function sendJournal(): Promise<void> {
  more = true
  sending ??= (async () => {
    while (more) {
      more = false
      await send()
    }
  })().finally(() => {
    sending = undefined
  })
  return sending
}

async function send() {
  for (;;) {
    const old = entries.filter(
      ({ sentAt, answer }) => sentAt && answer?.outcome !== 'rejected' && sentAt + lingers < Date.now(),
    )
    if (old.length) change(entries.filter((entry) => !old.includes(entry)))
    const [first, ...rest] = unsent()
    if (!first || !sessionOf('staff')) {
      if (!first) away = false
      return
    }
    const batch = [first, ...rest.filter(({ roundId }) => roundId === first.roundId)].slice(0, batchSize / 5)
    try {
      const { answers } = await callAs.staff(replayOperations, {
        roundId: first.roundId,
        operations: batch.map(({ operation }) => operation),
      })
      await take(batch, answers)
    } catch (error) {
      const problem = problemOf(error)
      if (problem.kind === 'unreachable') {
        away = true
        return
      }
      // A refusal of the whole batch is about who hands it in: their own records stay until they may. What they took over
      // bears no name that the server believes.
      const foreign = batch.filter(({ operation }) => operation.recorderId !== sessionOf('staff')?.me.id)
      if (problem.kind !== 'refused' || problem.code !== 'auth.forbidden' || !foreign.length) return
      const { code, details } = problem
      const no = {
        outcome: 'rejected',
        first: null,
        why: { code, details },
        who: null,
        claims: 0,
        late: false,
      } as const
      await take(
        foreign,
        foreign.map(({ operation }) => ({ id: operation.id, ...no })),
      )
    }
  }
}

async function take(batch: readonly Entry[], answers: readonly OperationAnswer[]) {
  const said = new Map(answers.map((answer) => [answer.id, answer]))
  const sentAt = Date.now()
  const answered = batch.filter(({ operation }) => said.has(operation.id))
  change(
    entries.map((entry) =>
      answered.includes(entry) ? { ...entry, answer: said.get(entry.operation.id), sentAt } : entry,
    ),
  )
  for (const { seq, operation } of answered) {
    const answer = said.get(operation.id)
    if (answer?.outcome === 'rejected') {
      const entry = entries.find((one) => one.seq === seq)
      if (entry) await writeSealed(place(seq), JSON.stringify(entry)).catch(() => {})
    } else await forgetSealed(place(seq))
  }
}

/** This phone gave its records to another one, which said how many it took. */
export async function handedOver(ids: readonly string[]) {
  const gone = entries.filter(({ operation }) => ids.includes(operation.id))
  change(entries.filter((entry) => !gone.includes(entry)))
  for (const { seq } of gone) await forgetSealed(place(seq))
}

/** Takes over what another phone recorded; answers how many are new here, undefined when the text is none of ours. */
export async function takeOver(text: string): Promise<number | undefined> {
  await journalOpens
  const given = handedRecords(text)
  if (!given) return undefined
  const known = new Set(entries.map(({ operation }) => operation.id))
  const fresh = given.entries.filter(({ operation }) => !known.has(operation.id))
  for (const { roundId, operation } of fresh) {
    const entry: Entry = { seq: next++, roundId, operation, people: [] }
    await writeSealed(place(entry.seq), JSON.stringify(entry))
    change([...entries, entry])
  }
  void sendJournal()
  return fresh.length + (await keepPackets(given.sealed))
}

/** Somebody has looked at a record that the server does not take, and lets it go. */
export async function letGo(seq: number) {
  change(entries.filter((entry) => entry.seq !== seq))
  await forgetSealed(place(seq))
}
