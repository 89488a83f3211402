import { registerNeighbour } from '@loumen/shared/helping/api'
import type { Consent, OwnNeighbour } from '@loumen/shared/helping/schema'
import { helpingWords } from '@loumen/shared/words/helping'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'
import type { Sought } from './find-form'

const answers = ['coming', 'needsDoor'] as const
const slips = ['written', 'print', 'scanned'] as const
const consents = ['self.atDoor', 'self.byPhone', 'family.byPhone', 'family.atDoor'] as const

interface Props {
  sought: Sought
  onDone: (help: OwnNeighbour) => void
  onBack: () => void
}

/** Which one, who agreed, and how the number gets onto paper. Nobody is registered without somebody's consent. */
export function RegisterForm({ sought: { about, entrance, neighbours }, onDone, onBack }: Props) {
  const { t } = useWords(helpingWords)
  const shared = useWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const free = neighbours.filter(({ helped }) => !helped)
  const [residentId, setResidentId] = useState(free.length === 1 ? free[0]?.residentId : undefined)
  const [consent, setConsent] = useState<(typeof consents)[number]>()
  const [answer, setAnswer] = useState<(typeof answers)[number]>('coming')
  const [slip, setSlip] = useState<(typeof slips)[number]>('written')
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState<'missing' | 'missingSlip'>()
  const save = () => {
    const gap = !consent ? 'missing' : slip === 'scanned' && !code ? 'missingSlip' : undefined
    setMissing(gap)
    if (gap || !residentId || !consent) return
    const [by, how] = consent.split('.') as [Consent['by'], Consent['how']]
    const paper = slip === 'scanned' ? { kind: slip, code } : { kind: slip }
    void write(registerNeighbour, { ...about, residentId, answer, consent: { by, how }, slip: paper }, onDone)
  }
  return (
    <Box className="card">
      <Words className="card-title">{`${entrance} ${about.door}`}</Words>
      <Choices
        id="neighbour-who"
        label={t('who')}
        titled
        options={free.map(({ residentId: value, name, number }) => ({
          value,
          text: `${name} · ${t('number', { number })}`,
        }))}
        value={residentId}
        onChange={setResidentId}
      />
      {neighbours
        .filter(({ helped }) => helped)
        .map(({ residentId: id, name, number, helped }) => (
          <Words key={id} className="quiet">
            {[name, t('number', { number }), t(helped === 'me' ? 'helpedByMe' : 'helpedByOther')].join(' · ')}
          </Words>
        ))}
      {free.length > 0 && (
        <>
          <Choices
            id="neighbour-consent"
            label={t('consent')}
            titled
            options={consents.map((value) => ({ value, text: t(`consent.${value}`) }))}
            value={consent}
            onChange={setConsent}
          />
          <Choices
            id="neighbour-answer"
            label={t('answer')}
            titled
            options={answers.map((value) => ({ value, text: t(`answer.${value}`) }))}
            value={answer}
            onChange={setAnswer}
          />
          <Choices
            id="neighbour-slip"
            label={t('slip')}
            titled
            options={slips.map((value) => ({ value, text: t(`slip.${value}`) }))}
            value={slip}
            onChange={setSlip}
          />
          {slip === 'scanned' && !code && (
            <ScanField id="neighbour-code" label={t('scan')} hint={t('scanHint')} onScan={setCode} />
          )}
          {slip === 'scanned' && code && (
            <>
              <Words className="note">{t('scanned')}</Words>
              <QuietButton id="neighbour-rescan" onPress={() => setCode('')}>
                {t('scan')}
              </QuietButton>
            </>
          )}
          {missing && (
            <Box className="problem" role="alert">
              {t(missing)}
            </Box>
          )}
          <ProblemNote problem={problem} retry={retry} />
        </>
      )}
      <Box className="steps">
        {free.length > 0 && (
          <BigButton id="neighbour-save" onPress={save} disabled={busy || !residentId}>
            {t('save')}
          </BigButton>
        )}
        <QuietButton id="neighbour-back" onPress={onBack}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
