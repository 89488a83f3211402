import { leaveShift, takeUpShift } from '@loumen/shared/shifts/api'
import { earliestArrival } from '@loumen/shared/shifts/rules'
import type { OwnShift } from '@loumen/shared/shifts/schema'
import { myShiftWords } from '@loumen/shared/words/shifts'
import { useState } from 'react'
import { clockTime, dayAndTime } from '../../platform/clock-time'
import { domainNow } from '../../remote/live'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

/** One shift: coming, taking over from who stands there, handing over, leaving. */
export function OneShift({ shift, again }: { shift: OwnShift; again: () => Promise<void> }) {
  const { t } = useWords(myShiftWords)
  const { write, busy, problem, retry } = useWrite('staff')
  const [asking, setAsking] = useState(false)
  const [left, setLeft] = useState('')
  const { id: shiftId, state, post, where, from, until, relieves, next, leftToDo, arrivedAt } = shift
  const planned = state === 'planned'
  const soon = domainNow('staff') >= Date.parse(from) - earliestArrival
  const done = () => {
    setAsking(false)
    setLeft('')
    void again()
  }
  const refused = () => {
    void again()
    return false
  }
  const send = () => {
    const input = { shiftId, left: left.trim() || null }
    void write(planned ? takeUpShift : leaveShift, input, done, refused)
  }
  return (
    <Box id={`shift-${shiftId}`} className="card">
      <Words className="card-title">{`${dayAndTime(from)}–${clockTime(until)} · ${post}`}</Words>
      {where && <Words className="lead">{where}</Words>}
      <Words id={`state-${shiftId}`} className="quiet">
        {[t(state), state === 'here' && arrivedAt && t('since', { time: clockTime(arrivedAt) })]
          .filter(Boolean)
          .join(' · ')}
      </Words>
      {relieves && <Words className="note">{t('relieves', { name: relieves })}</Words>}
      {leftToDo && state !== 'left' && <Words className="note">{t('leftToDo', { note: leftToDo })}</Words>}
      {state === 'here' && (
        <Words className="note">
          {next ? t('next', { name: next.name, time: clockTime(next.from) }) : t('noNext')}
        </Words>
      )}
      <ProblemNote problem={problem} retry={retry} />
      {asking && (
        <>
          <TextField
            id={`left-${shiftId}`}
            label={t('what')}
            value={left}
            maxLength={200}
            autoComplete="off"
            onChange={setLeft}
          />
          <BigButton id={`confirm-${shiftId}`} disabled={busy} onPress={send}>
            {t(planned ? 'confirmTakeOver' : 'confirmLeave')}
          </BigButton>
          <QuietButton id={`not-yet-${shiftId}`} onPress={() => setAsking(false)}>
            {t('notYet')}
          </QuietButton>
        </>
      )}
      {planned && !soon && <Words className="quiet">{t('early')}</Words>}
      {planned && soon && !asking && (
        <BigButton id={`arrive-${shiftId}`} disabled={busy} onPress={relieves ? () => setAsking(true) : send}>
          {t(relieves ? 'takeOver' : 'arrive')}
        </BigButton>
      )}
      {state === 'here' && !asking && (
        <QuietButton id={`leave-${shiftId}`} onPress={() => setAsking(true)}>
          {t('leave')}
        </QuietButton>
      )}
    </Box>
  )
}
