import type { OwnResult, Ticket } from '@loumen/shared/tickets/schema'
import { dayAndTime } from '../../platform/clock-time'
import { Box, Heading, Words } from '../../ui/elements'
import { useWords } from '../../use-words'

const sentences = {
  none: 'resultNone',
  pending: 'resultPending',
  negative: 'resultNegative',
  positive: 'resultPositive',
  resampling: 'resultResampling',
  again: 'resultAgain',
  withheld: 'resultWithheld',
} as const satisfies Record<OwnResult, string>

/** One person's result as the house may tell it, with when, how and where it was tested. */
export function PersonResult({ ticket }: { ticket: Ticket }) {
  const { t, word } = useWords()
  const { name, result, progress, sampledAt, testedAt, method, lab } = ticket
  const facts = [
    sampledAt && t('sampledAt', { time: dayAndTime(sampledAt) }),
    result === 'negative' && testedAt && t('resultNegativeAt', { time: dayAndTime(testedAt) }),
    result === 'negative' && method && t('resultMethod', { method }),
    result === 'negative' && lab && t('resultLab', { lab }),
  ].filter(Boolean)
  const sentence = result === 'none' && progress !== 'waiting' ? word('progress', progress) : t(sentences[result])
  return (
    <Box id={`result-${ticket.residentId}`} className="card">
      <Heading className="card-title">{name}</Heading>
      <Words className={`result result-${result}`}>{sentence}</Words>
      {facts.map((fact) => (
        <Words key={String(fact)} className="quiet">
          {fact}
        </Words>
      ))}
    </Box>
  )
}
