import { approveJoinAsk, declineJoinAsk } from '@loumen/shared/muster/asks-api'
import { joinRoles } from '@loumen/shared/muster/rules'
import type { JoinAsk } from '@loumen/shared/muster/schema'
import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { useState } from 'react'
import { clockTime } from '../../platform/clock-time'
import { domainNow } from '../../remote/live'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { Ticks } from '../../ui/ticks'
import { useWords } from '../../use-words'
import { ReasonForm } from '../reason-form'

type JoinRole = (typeof joinRoles)[number]
const lengths = ['2', '4', '8', '12'] as const
const hour = 3_600_000

/** Somebody who stands at the site and asks to help: one tap takes them on, as a volunteer for eight hours unless another is chosen. */
export function AskCard({ ask, onDone }: { ask: JoinAsk; onDone: () => void }) {
  const { t, word, language } = useWords(musterPhoneWords)
  const { write, busy, problem, retry } = useWrite('staff')
  const [roles, setRoles] = useState<JoinRole[]>(['volunteer'])
  const [length, setLength] = useState<(typeof lengths)[number]>('8')
  const [step, setStep] = useState<'change' | 'decline'>()
  const { id: askId, name, phone, at } = ask
  const now = domainNow('staff')
  const end = (hours: string) => now + Number(hours) * hour
  // Whoever was first, the page must show it.
  const refused = () => {
    onDone()
    return false
  }
  const approve = () =>
    void write(approveJoinAsk, { askId, roles, until: new Date(end(length)).toISOString() }, onDone, refused)
  return (
    <Box id={`ask-${askId}`} className="card" role="group" label={name}>
      <Words className="big-title">{name}</Words>
      <Words className="quiet">{t('askAt', { phone, time: whenSaid(language, at, now) })}</Words>
      {step === 'change' && (
        <>
          <Words className="field-label">{t('roles')}</Words>
          <Ticks
            id={`roles-${askId}`}
            label={t('roles')}
            options={joinRoles.map((role) => ({ value: role, text: word('role', role) }))}
            values={roles}
            onChange={(values) => setRoles(joinRoles.filter((role) => values.includes(role)))}
          />
          <Choices
            id={`until-${askId}`}
            label={t('hours')}
            titled
            options={lengths.map((hours) => ({
              value: hours,
              text: t('forHours', { time: clockTime(end(hours)), hours }),
            }))}
            value={length}
            onChange={setLength}
          />
        </>
      )}
      <ProblemNote problem={problem} retry={retry} />
      {step === 'decline' ? (
        <ReasonForm
          id={`decline-${askId}`}
          label={t('declineWhy')}
          usual={[t('enough'), t('notKnown'), t('rest')]}
          send={t('declineSend')}
          busy={busy}
          onSend={(reason) => void write(declineJoinAsk, { askId, reason }, onDone, refused)}
          onCancel={() => setStep(undefined)}
        />
      ) : (
        <Box className="steps">
          <BigButton id={`approve-${askId}`} disabled={busy || !roles.length} onPress={approve}>
            {t('approve', {
              roles: roles.map((role) => word('role', role)).join('、'),
              time: whenSaid(language, end(length), now),
            })}
          </BigButton>
          {step !== 'change' && (
            <QuietButton id={`change-${askId}`} onPress={() => setStep('change')}>
              {t('change')}
            </QuietButton>
          )}
          <QuietButton id={`no-${askId}`} onPress={() => setStep('decline')}>
            {t('decline')}
          </QuietButton>
        </Box>
      )}
    </Box>
  )
}
