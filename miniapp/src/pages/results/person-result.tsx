import type { OwnResult, Ticket } from '@loumen/shared/tickets/schema'
import { certificateWords } from '@loumen/shared/words/certificates'
import { dayAndTime } from '../../platform/clock-time'
import { goTo } from '../../platform/places'
import { Box, Heading, Words } from '../../ui/elements'
import { LinkRow } from '../../ui/link-row'
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
export function PersonResult({ ticket, roundId }: { ticket: Ticket; roundId: string }) {
  const { t, word } = useWords()
  const { t: certificate } = useWords(certificateWords)
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
      {result === 'negative' && (
        <LinkRow
          id={`certificate-${ticket.residentId}`}
          onPress={() => goTo('certificate', { round: roundId, resident: ticket.residentId })}
        >
          {certificate('certificateOpen')}
        </LinkRow>
      )}
    </Box>
  )
}
