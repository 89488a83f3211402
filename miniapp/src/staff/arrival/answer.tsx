import { readJoinAsk, withdrawJoinAsk } from '@loumen/shared/muster/asks-api'
import { arrivalWords } from '@loumen/shared/words/muster-on-phones'
import { useEffect } from 'react'
import { alertWith } from '../../platform/attention'
import { clockTime, dayAndTime } from '../../platform/clock-time'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { CodeForm } from '../sign-in/code-form'
import type { KeptAsk } from './ask'

/** Nobody is signed in, so no room can tell: the answer is asked for often. */
const askEvery = 5_000

interface Props {
  kept: KeptAsk
  onApproved?: () => void
  onAgain: () => void
}

/** What became of an ask to help: waiting, the way in once the lead has said yes, or why not. */
export function Answer({ kept: { askId, key, phone }, onApproved, onAgain }: Props) {
  const { t } = useWords(arrivalWords)
  const read = useRead('resident', readJoinAsk, { askId, key })
  const { write, busy, problem, retry } = useWrite('resident')
  const { value: ask, again, set } = read
  const state = ask?.state
  useEffect(() => {
    if (state !== 'waiting') return
    const timer = setInterval(() => void again(), askEvery)
    return () => clearInterval(timer)
  }, [state, again])
  useEffect(() => {
    if (state === 'approved' || state === 'declined') alertWith('call')
    if (state === 'approved') onApproved?.()
  }, [state, onApproved])
  const gone = read.problem?.kind === 'refused' && read.problem.code === 'notFound'
  useEffect(() => {
    if (gone) onAgain()
  }, [gone, onAgain])
  if (!ask) return <ProblemNote problem={read.problem} retry={again} asks />
  if (ask.state === 'approved')
    return (
      <Box id="ask-approved" role="status">
        <Words className="big-title">{t('approved')}</Words>
        {ask.until && <Words className="lead">{t('until', { time: dayAndTime(ask.until) })}</Words>}
        {!onApproved && <CodeForm phone={phone} />}
      </Box>
    )
  return (
    <Box id={`ask-${ask.state}`} className="card" role="status">
      <Words className="big-title">{t(ask.state)}</Words>
      {ask.state === 'waiting' && (
        <Words className="lead">{t('waitingBody', { time: clockTime(ask.at), site: ask.site })}</Words>
      )}
      {ask.reason && <Words className="lead">{t('declinedWhy', { reason: ask.reason })}</Words>}
      <ProblemNote problem={problem ?? read.problem} retry={problem ? retry : again} />
      {ask.state === 'waiting' ? (
        <QuietButton
          id="ask-withdraw"
          disabled={busy}
          onPress={() =>
            void write(withdrawJoinAsk, { askId, key }, set, () => {
              void again()
              return false
            })
          }
        >
          {t('withdraw')}
        </QuietButton>
      ) : (
        <QuietButton id="ask-again" onPress={onAgain}>
          {t('again')}
        </QuietButton>
      )}
    </Box>
  )
}
