import { ExcuseReason } from '@loumen/shared/tickets/schema'
import { Choices } from '../../ui/choices'
import { Box, DateField, Heading } from '../../ui/elements'
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
  const { residentId, kind, reason, until } = draft
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
            options={ExcuseReason.options.map((value) => ({ value, text: word('excuse', value) }))}
            value={reason}
            onChange={(value) => onChange({ ...draft, reason: value })}
          />
          {reason === 'away' && (
            <DateField
              id={`until-${residentId}`}
              label={t('excuseUntil')}
              value={until ?? ''}
              from={today()}
              onChange={(value) => onChange({ ...draft, until: value })}
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
