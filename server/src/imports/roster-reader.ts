import { MessageChannel, type MessagePort, parentPort, type TransferListItem } from 'node:worker_threads'
import { type FileLook, lookAt } from '@loumen/shared/imports/look'
import { columnLetters } from '@loumen/shared/imports/problems'
import { type Problem, type ReadOptions, type RosterTotals, readRosterInSteps } from '@loumen/shared/imports/reading'
import type { Sheet } from '@loumen/shared/imports/rows'
import { readMusterList } from '@loumen/shared/muster/list'
import type { Mustered, MusterFault } from '@loumen/shared/muster/schema'
import { Refused } from '@loumen/shared/refusals'
import { Early } from './early'
import { writtenAside } from './limits'
import { type SealTask, sealPeople } from './sealing'
import { readSheets } from './sheet'
import { encode, squeeze } from './squeeze'
import { stepBack } from './step-back'

/** What the thread that reads files is asked, and what it answers, message by message. */
export interface ReaderTask {
  kind: 'read'
  bytes: Uint8Array
  name: string
  options: Omit<ReadOptions, 'heard'>
  /** Whether people are to be handed over for sealing as they are read: nobody of their community is known yet. */
  early: boolean
}

/** A list of people who are mobilised: `people` and `faults` are cut to what is of use, `faulty` counts them all. */
export interface ListTask {
  kind: 'list'
  bytes: Uint8Array
  name: string
  mostPeople: number
}

/** A fault with the cell as it is written. */
export interface FoundProblem extends Omit<Problem, 'message'> {
  letters: string
  text: string
}

export type ReaderMessage =
  | { kind: 'progress'; share: number }
  | { kind: 'households'; packed: Uint8Array<ArrayBuffer> }
  | { kind: 'problems'; packed: Uint8Array }
  /** Where people are handed over as they are read, and at last their order. */
  | { kind: 'people'; people: MessagePort }
  | {
      kind: 'done'
      totals: RosterTotals
      counts: { code: string; count: number }[]
      look: FileLook
    }
  | { kind: 'list'; people: Omit<Mustered, 'known'>[]; faults: MusterFault[]; faulty: number }
  | { kind: 'sealed' }
  | { kind: 'refused'; code: string; details: Record<string, unknown> }
  | { kind: 'failed'; error: string }

const householdsInPart = 150
const problemsInPart = 400
const faultsShown = 500
const tellEvery = 150

/** Bytes and ports are handed over, not copied. */
const tell = (message: ReaderMessage, ...handed: TransferListItem[]) => parentPort?.postMessage(message, handed)

/** The way of people to the thread that seals them, past the one that answers. */
function wayToSealer(): MessagePort {
  const { port1: way, port2: people } = new MessageChannel()
  tell({ kind: 'people', people }, people)
  return way
}

async function read(task: ReaderTask) {
  const { bytes, name, early } = task
  const sheets = await readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), name)
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  const way = early && rows >= writtenAside ? wayToSealer() : undefined
  try {
    readRows(sheets, task.options, way)
  } finally {
    way?.close()
  }
}

function readRows(sheets: readonly Sheet[], options: ReaderTask['options'], way: MessagePort | undefined) {
  const early = way && new Early((part) => way.postMessage(part, [part.buffer]))
  const steps = readRosterInSteps(sheets, early ? { ...options, heard: early.hear } : options)
  let told = performance.now()
  let step = steps.next()
  for (; !step.done; step = steps.next()) {
    if (performance.now() - told < tellEvery) continue
    told = performance.now()
    tell({ kind: 'progress', share: step.value })
  }
  const reading = step.value
  if (early) way.postMessage(early.end(reading.households))
  for (let at = 0; at < reading.households.length; at += householdsInPart) {
    const packed = encode(reading.households.slice(at, at + householdsInPart))
    tell({ kind: 'households', packed }, packed.buffer)
  }
  for (let at = 0; at < reading.problems.length; at += problemsInPart)
    tell({
      kind: 'problems',
      packed: squeeze(reading.problems.slice(at, at + problemsInPart).map((problem) => found(problem, sheets))),
    })
  const counts = new Map<string, number>()
  for (const { code } of reading.problems) counts.set(code, (counts.get(code) ?? 0) + 1)
  tell({
    kind: 'done',
    totals: reading.totals,
    counts: [...counts].map(([code, count]) => ({ code, count })),
    look: lookAt(sheets, reading, options.sheet ?? reading.sheet, options.headerRow),
  })
}

function found({ message: _, ...problem }: Problem, sheets: readonly Sheet[]): FoundProblem {
  const { sheet, column } = problem.cell
  const from = sheets[sheet]
  const text = from?.rows[problem.row - (from.firstRow ?? 1)]?.[column] ?? ''
  return { ...problem, letters: columnLetters(column), text: text.trim().slice(0, 80) }
}

async function readList({ bytes, name, mostPeople }: ListTask) {
  const [sheet] = await readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), name)
  const { people, faults } = readMusterList(sheet?.rows ?? [], sheet?.firstRow ?? 1)
  tell({
    kind: 'list',
    people: people.slice(0, mostPeople),
    faults: faults.slice(0, faultsShown),
    faulty: faults.length,
  })
}

async function work(task: ReaderTask | ListTask | SealTask) {
  if (task.kind === 'read') return read(task)
  if (task.kind === 'list') return readList(task)
  await sealPeople(task)
  tell({ kind: 'sealed' })
}

stepBack()
parentPort?.on('message', (task: ReaderTask | ListTask | SealTask) => {
  work(task).catch((error: Error) =>
    tell(
      error instanceof Refused
        ? { kind: 'refused', code: error.code, details: error.details }
        : { kind: 'failed', error: error.name },
    ),
  )
})
