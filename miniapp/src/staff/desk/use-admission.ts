import type { RefusalCode } from '@loumen/shared/refusals'
import { admit } from '@loumen/shared/tubes/api'
import { readScan } from '@loumen/shared/tubes/rules'
import type { Admission, Scan, Tube, TubePerson } from '@loumen/shared/tubes/schema'
import { useRef, useState } from 'react'
import { alertWith } from '../../platform/attention'
import type { Problem } from '../../remote/problem'
import { useWrite } from '../../remote/use-write'

type Choice = Extract<Admission, { kind: 'choose' }>
type Blank = Extract<Admission, { kind: 'bind' }>

/** What the desk must ask before it goes on: who of the household is here, who brings a blank slip, or why somebody is admitted uncalled. */
export type Question =
  | { kind: 'choose'; scan: Extract<Scan, { kind: 'ticket' }>; choice: Choice }
  | { kind: 'bind'; scan: Extract<Scan, { kind: 'slip' }>; blank: Blank }
  | { kind: 'notCalled'; scan: Scan; problem: Problem }

/**
 * Scan after scan into one tube. Scans that come while one is on its way wait their turn; a question or a refusal
 * drops those behind it, because they may belong to another person than the reader's owner believes.
 */
export function useAdmission(tube: Tube, onTube: (tube: Tube) => void, again: () => Promise<void>) {
  const { write, busy, problem, retry, dismiss } = useWrite('staff')
  const [question, setQuestion] = useState<Question>()
  const [admitted, setAdmitted] = useState<TubePerson[]>([])
  const [unreadable, setUnreadable] = useState(false)
  const waiting = useRef<Scan[]>([])
  const sending = useRef(false)

  const send = async (scan: Scan, reason?: string): Promise<void> => {
    sending.current = true
    setQuestion(undefined)
    await write(
      admit,
      { tubeId: tube.id, scan, ...(reason ? { reason } : {}) },
      (answer) => {
        if (answer.kind === 'choose') {
          waiting.current = []
          if (scan.kind === 'ticket') setQuestion({ kind: 'choose', scan, choice: answer })
          return
        }
        if (answer.kind === 'bind') {
          waiting.current = []
          if (scan.kind === 'slip') setQuestion({ kind: 'bind', scan, blank: answer })
          return
        }
        setAdmitted(answer.admitted)
        onTube(answer.tube)
        alertWith(answer.tube.people.length >= answer.tube.capacity ? 'full' : 'taken')
      },
      (refusal) => {
        alertWith('refused')
        waiting.current = []
        void again()
        if (refusal.kind !== 'refused' || !admissibleWithReason.includes(refusal.code)) return false
        setQuestion({ kind: 'notCalled', scan, problem: refusal })
        return true
      },
    )
    sending.current = false
    const next = waiting.current.shift()
    if (next) await send(next)
  }

  const scanned = (text: string) => {
    const scan = readScan(text)
    setUnreadable(!scan)
    setAdmitted([])
    if (!scan) return alertWith('refused')
    if (sending.current) waiting.current.push(scan)
    else void send(scan)
  }

  return {
    scanned,
    admitAnyway: (reason: string) => question && void send(question.scan, reason),
    admitChosen: (residentIds: string[]) => {
      if (question?.kind === 'choose') void send({ ...question.scan, residentIds })
    },
    bindTo: (text: string) => {
      const bearer = readScan(text)
      const readable = bearer?.kind === 'document' || bearer?.kind === 'door'
      setUnreadable(!readable)
      if (!readable) return alertWith('refused')
      if (question?.kind === 'bind') void send({ ...question.scan, bearer })
    },
    turnAway: () => {
      setQuestion(undefined)
      dismiss()
    },
    question,
    admitted,
    unreadable,
    busy,
    problem,
    retry,
  }
}

const admissibleWithReason: readonly RefusalCode[] = ['person.next', 'person.notCalled', 'person.notCalledYet']
