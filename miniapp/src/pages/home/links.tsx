import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { goTo, type ResidentPage } from '../../platform/places'
import { Box } from '../../ui/elements'
import { LinkRow } from '../../ui/link-row'
import { useWords } from '../../use-words'

const links = [
  { page: 'ticket', words: 'linkTicket' },
  { page: 'registration', words: 'linkRegistration' },
  { page: 'board', words: 'linkBoard' },
  { page: 'results', words: 'linkResults' },
] as const

/** The ways to everything else; the big step's own page is left out. */
export function Links({ step, household }: { step: ResidentPage; household: HouseholdTickets }) {
  const { t } = useWords()
  return (
    <Box className="links">
      {links
        .filter(({ page }) => page !== step)
        .map(({ page, words }) => (
          <LinkRow
            key={page}
            id={`link-${page}`}
            onPress={() => goTo(page, page === 'board' ? { round: household.roundId } : {})}
          >
            {t(words)}
          </LinkRow>
        ))}
    </Box>
  )
}
