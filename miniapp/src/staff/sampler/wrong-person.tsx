import { removePerson, withdrawPerson } from '@loumen/shared/tubes/api'
import type { Tube } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { ReasonForm } from '../reason-form'
import { useTableWords } from '../use-table-words'

interface Props {
  tube: Tube
  onGone: (name: string) => void
  onCancel: () => void
}

/**
 * Takes somebody out of a closed tube who was scanned instead of somebody else. Out of one that was packed it takes a
 * reason, and the swab stays inside.
 */
export function WrongPerson({ tube, onGone, onCancel }: Props) {
  const { t } = useTableWords()
  const shared = useWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [residentId, setResidentId] = useState<string>()
  const person = tube.people.find((one) => one.residentId === residentId)
  const send = () => {
    if (!person) return
    const input = { tubeId: tube.id, residentId: person.residentId, reason: 'wrongPerson' as const }
    void write(removePerson, input, () => onGone(person.name))
  }
  const packed = tube.state !== 'closed'
  const withdraw = (reason: string) => {
    if (!person) return
    const who = { kind: 'resident' as const, residentId: person.residentId }
    void write(withdrawPerson, { tubeId: tube.id, who, reason }, () => onGone(person.name))
  }
  return (
    <Box id="wrong-person">
      <Choices
        id="wrong-person-who"
        label={t('wrongPersonWho')}
        titled
        options={tube.people.map((one) => ({ value: one.residentId, text: `${one.name} ${one.last4 ?? ''}` }))}
        value={residentId}
        onChange={setResidentId}
      />
      <Words className="note">{t(packed ? 'withdrawNote' : 'wrongPersonNote')}</Words>
      <ProblemNote problem={problem} retry={retry} />
      {packed && person && (
        <ReasonForm
          id="withdraw"
          label={t('withdrawWhy')}
          usual={[t('withdrawOther'), t('withdrawAbsent')]}
          send={t('withdrawSend')}
          busy={busy}
          onSend={withdraw}
          onCancel={onCancel}
        />
      )}
      {!packed && (
        <Box className="steps">
          <BigButton id="wrong-person-send" onPress={send} disabled={busy || !person}>
            {t('wrongPersonSend')}
          </BigButton>
          <QuietButton id="wrong-person-cancel" onPress={onCancel}>
            {shared.t('cancel')}
          </QuietButton>
        </Box>
      )}
      {packed && !person && (
        <QuietButton id="wrong-person-cancel" onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      )}
    </Box>
  )
}
