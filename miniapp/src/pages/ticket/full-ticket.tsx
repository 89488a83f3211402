import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { Box, Heading, Words } from '../../ui/elements'
import { Qr } from '../../ui/qr'
import { Shape } from '../../ui/shape'
import { useWords } from '../../use-words'

/** Colour with shape and name, numbers with names, one QR code for all. */
export function FullTicket({ household }: { household: HouseholdTickets }) {
  const { t, colourName, shapeName } = useWords()
  const { colour, entrance, door, tickets, code, round } = household
  return (
    <Box className="ticket">
      <Box className="ticket-head">
        <Shape colour={colour} size={72} />
        <Box>
          <Heading className="ticket-entrance">{entrance}</Heading>
          <Words className="ticket-door">
            {door} · {round} · {colourName(colour)} {shapeName(colour)}
          </Words>
        </Box>
      </Box>
      <Box className="ticket-people" role="list">
        {tickets.map(({ id, number, name, progress }) => (
          <Box key={id} className="ticket-person" role="listitem">
            <Words className="number number-ticket">{number}</Words>
            <Words className="ticket-name">
              {name}
              {progress === 'sampled' && ` · ${t('sampledMark')}`}
            </Words>
          </Box>
        ))}
      </Box>
      <Box className="ticket-qr">
        <Qr id="ticket-qr" text={code} label={t('ticketQr')} />
        <Words className="ticket-hint">{t('ticketQr')}</Words>
        <Words className="ticket-hint quiet">{t('ticketKept')}</Words>
      </Box>
    </Box>
  )
}
