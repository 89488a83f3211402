import type { Service } from '@loumen/shared/shifts/schema'
import { myShiftWords } from '@loumen/shared/words/shifts'
import { Box, Words } from '../../ui/elements'
import { useWords } from '../../use-words'

/** What somebody gave in each round; with thanks where a round is over. */
export function Services({ services, thanked = false }: { services: readonly Service[]; thanked?: boolean }) {
  const { t } = useWords(myShiftWords)
  const length = (minutes: number) => t('sum', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  return (
    <>
      {services.map(({ roundId, round, community, minutes, shifts, tasks, thanks }) =>
        thanked ? (
          <Box key={roundId} id={`thanks-${roundId}`} className="card">
            <Words className="big-title">{t('thanks')}</Words>
            <Words className="lead">{t('thanksBody', { round, time: length(minutes), tasks })}</Words>
            {thanks && <Words className="note">{thanks}</Words>}
          </Box>
        ) : (
          <Box key={roundId} id={`service-${roundId}`} className="card">
            <Words className="card-title">{`${community} · ${round}`}</Words>
            <Words className="lead">{length(minutes)}</Words>
            <Words className="quiet">{t('service', { shifts, tasks })}</Words>
          </Box>
        ),
      )}
    </>
  )
}
