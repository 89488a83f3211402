import { ticketApplication } from '@loumen/shared/joining/api'
import type { RefusalCode } from '@loumen/shared/refusals'
import { admit, sendHome } from '@loumen/shared/tubes/api'
import { readScan } from '@loumen/shared/tubes/rules'
import type { Admission, Circumstances, Scan, Tube, TubePerson } from '@loumen/shared/tubes/schema'
import { useRef, useState } from 'react'
import { alertWith } from '../../platform/attention'
import type { Problem } from '../../remote/problem'
import { useWrite } from '../../remote/use-write'

type Choice = Extract<Admission, { kind: 'choose' }>
type Blank = Extract<Admission, { kind: 'bind' }>
type Named = Exclude<Scan, { kind: 'slip' }>
type Asked = { scan: Scan; how: Circumstances }

/** What the desk must ask before it goes on. */
export type Question =
  | { kind: 'choose'; scan: Named; how: Circumstances; choice: Choice }
  | { kind: 'bind'; scan: Extract<Scan, { kind: 'slip' }>; how: Circumstances; blank: Blank }
  | ({ kind: 'notCalled' | 'deferred' | 'vaccinated'; problem: Problem } & Asked)
  | ({ kind: 'vouch' | 'single' } & Asked)

const questions: Partial<Record<RefusalCode, 'notCalled' | 'deferred' | 'vaccinated' | 'vouch' | 'single'>> = {
  'person.next': 'notCalled',
  'person.notCalled': 'notCalled',
  'person.notCalledYet': 'notCalled',
  'person.deferred': 'deferred',
  'person.vaccinated': 'vaccinated',
  'person.voucherNeeded': 'vouch',
  'person.single': 'single',
}

/** What a phone shows of an application to be on the list. */
const newcomerCode = /^LA1\.\w{4,40}$/i

/** Where somebody was sent home to, and why. */
export interface SentHome {
  why: 'doorOnly' | 'vaccinated'
  entrance: string
  door: string
  people: number
  until: string | null
}

/**
 * Scan after scan into one tube. Scans that come while one is on its way wait their turn; a question or a refusal
 * drops those behind it, because they may belong to another person than the reader's owner believes.
 */
export function useAdmission(tube: Tube, onTube: (tube: Tube) => void, again: () => Promise<void>) {
  const { write, busy, problem, retry, dismiss } = useWrite('staff')
  const [question, setQuestion] = useState<Question>()
  const [admitted, setAdmitted] = useState<TubePerson[]>([])
  const [sent, setSent] = useState<SentHome>()
  const [unreadable, setUnreadable] = useState(false)
  const waiting = useRef<(() => Promise<void>)[]>([])
  const sending = useRef(false)

  const goHome = (scan: Scan, why: SentHome['why']) => {
    setQuestion(undefined)
    return write(sendHome, { tableId: tube.tableId ?? '', scan, why }, (answer) => setSent({ why, ...answer }))
  }

  const send = async (scan: Scan, how: Circumstances = {}): Promise<void> => {
    sending.current = true
    setQuestion(undefined)
    let atDoor = false
    await write(
      admit,
      { tubeId: tube.id, scan, ...how },
      (answer) => {
        if (answer.kind === 'choose') {
          waiting.current = []
          if (scan.kind !== 'slip') setQuestion({ kind: 'choose', scan, how, choice: answer })
          return
        }
        if (answer.kind === 'bind') {
          waiting.current = []
          if (scan.kind === 'slip') setQuestion({ kind: 'bind', scan, how, blank: answer })
          return
        }
        taken(answer)
      },
      (refusal) => {
        alertWith('refused')
        waiting.current = []
        void again()
        if (refusal.kind !== 'refused') return false
        atDoor = refusal.code === 'person.doorOnly'
        const kind = questions[refusal.code]
        if (kind === 'vouch' || kind === 'single') setQuestion({ kind, scan, how })
        else if (kind) setQuestion({ kind, scan, how, problem: refusal })
        return atDoor || !!kind
      },
    )
    // Whoever must not come to the table is not lost by being sent home: a visit is made at once.
    if (atDoor) await goHome(scan, 'doorOnly')
    sending.current = false
    const next = waiting.current.shift()
    if (next) await next()
  }

  /** Who has registered on a phone and is on no list yet gets a ticket by the code, and goes into the tube with it. */
  const sendNewcomer = async (code: string, how: Circumstances): Promise<void> => {
    sending.current = true
    const given: Scan[] = []
    await write(
      ticketApplication,
      { siteId: tube.siteId ?? '', code },
      ({ ticket, residentId }) => given.push({ kind: 'ticket', code: ticket, residentIds: [residentId] }),
      () => {
        alertWith('refused')
        waiting.current = []
        return false
      },
    )
    const [scan] = given
    // Who is on no list has no turn to wait for.
    if (scan) return send(scan, { reason: 'walkIn', ...how })
    sending.current = false
  }

  /** Shows who has come, whichever way the desk admitted them. */
  const taken = (answer: Extract<Admission, { kind: 'admitted' }>) => {
    setAdmitted(answer.admitted)
    if (answer.tube.id === tube.id) onTube(answer.tube)
    else void again()
    alertWith(answer.tube.people.length >= tube.capacity ? 'full' : 'taken')
  }

  const scanned = (text: string, how: Circumstances = {}) => {
    const newcomer = newcomerCode.test(text.trim())
    const scan = newcomer ? undefined : readScan(text)
    setUnreadable(!scan && !newcomer)
    setAdmitted([])
    setSent(undefined)
    if (!scan && !newcomer) return alertWith('refused')
    const next = () => (scan ? send(scan, how) : sendNewcomer(text.trim(), how))
    if (sending.current) waiting.current.push(next)
    else void next()
  }

  return {
    scanned,
    taken,
    send,
    goHome,
    again: (how: Circumstances) => question && void send(question.scan, { ...question.how, ...how }),
    admitChosen: (residentIds: string[]) => {
      if (question?.kind === 'choose') void send({ ...question.scan, residentIds }, question.how)
    },
    bindTo: (text: string) => {
      const bearer = readScan(text)
      const readable = bearer?.kind === 'document' || bearer?.kind === 'door' || bearer?.kind === 'name'
      setUnreadable(!readable)
      if (!readable) return alertWith('refused')
      if (question?.kind === 'bind') void send({ ...question.scan, bearer }, question.how)
    },
    turnAway: () => {
      setQuestion(undefined)
      dismiss()
    },
    question,
    admitted,
    sent,
    unreadable,
    busy,
    problem,
    retry,
  }
}
