import { dayAfter, excuseRules, excusesFor } from '@loumen/shared/tickets/excuses'
import { Choices } from '../../ui/choices'
import { Box, DateField, Heading, TextField } from '../../ui/elements'
import { useWords } from '../../use-words'
import type { Draft } from './answers'

interface Props {
  name: string
  draft: Draft
  onChange: (draft: Draft) => void
}

const kinds = [
  { value: 'coming', words: 'answerComing' },
  { value: 'needsDoor', words: 'answerNeedsDoor' },
  { value: 'excused', words: 'answerExcused' },
] as const

/** One person's answer; the reason only when they cannot come. */
export function PersonAnswer({ name, draft, onChange }: Props) {
  const { t, word } = useWords()
  const { residentId, kind, reason, until, proof } = draft
  const rule = reason && excuseRules[reason]
  return (
    <Box className="card">
      <Heading className="card-title">{name}</Heading>
      <Choices
        id={`answer-${residentId}`}
        label={name}
        options={kinds.map(({ value, words }) => ({ value, text: t(words) }))}
        value={kind}
        onChange={(value) => onChange({ ...draft, kind: value })}
      />
      {kind === 'excused' && (
        <Box className="more">
          <Heading className="card-label">{t('excuseReason')}</Heading>
          <Choices
            id={`reason-${residentId}`}
            label={t('excuseReason')}
            options={excusesFor(['resident']).map((value) => ({ value, text: word('excuse', value) }))}
            value={reason}
            onChange={(value) => onChange({ ...draft, reason: value })}
          />
          {rule && rule.until !== 'none' && (
            <DateField
              id={`until-${residentId}`}
              label={t('excuseUntil')}
              value={until ?? ''}
              from={today()}
              to={rule.days === undefined ? undefined : dayAfter(today(), rule.days)}
              onChange={(value) => onChange({ ...draft, until: value })}
            />
          )}
          {rule?.proof && (
            <TextField
              id={`proof-${residentId}`}
              label={t('excuseProof')}
              value={proof ?? ''}
              maxLength={120}
              autoComplete="off"
              onChange={(value) => onChange({ ...draft, proof: value })}
            />
          )}
        </Box>
      )}
    </Box>
  )
}

const today = () => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
