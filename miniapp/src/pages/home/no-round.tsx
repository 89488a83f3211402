import type { Output } from '@loumen/shared/endpoint'
import type { myTickets } from '@loumen/shared/tickets/api'
import { Box, Heading, Words } from '../../ui/elements'
import { LiveBar } from '../../ui/live-bar'
import { useWords } from '../../use-words'
import { HomePage } from './home-page'

interface Props {
  at: number | undefined
  households: Output<typeof myTickets>['households']
}

/** A known household and no screening now. */
export function NoRound({ at, households }: Props) {
  const { t } = useWords()
  return (
    <HomePage notice={<LiveBar kind="resident" at={at} />}>
      <Heading className="big-title">{t('noRoundTitle')}</Heading>
      <Words className="lead">{t('noRoundBody')}</Words>
      <Box className="section">
        {households.map(({ householdId, community, entrance, door }) => (
          <Box key={householdId} className="row">
            {community} {entrance} {door}
          </Box>
        ))}
      </Box>
    </HomePage>
  )
}
