import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { Box, Words } from '../../ui/elements'
import { useWords } from '../../use-words'

/** What differs for single people of the household. */
export function Notes({ household }: { household: HouseholdTickets }) {
  const { t, language } = useWords()
  const names = (people: HouseholdTickets['tickets']) =>
    people.map(({ name }) => name).join(language === 'zh' ? '、' : ', ')
  const again = household.tickets.filter(({ result }) => result === 'again')
  const door = household.tickets.filter(({ progress }) => progress === 'door')
  const partly = door.length > 0 && door.length < household.tickets.length
  if (!again.length && !partly) return null
  return (
    <Box className="notes">
      {again.length > 0 && <Words className="note">{t('againNote', { names: names(again) })}</Words>}
      {partly && <Words className="note">{t('doorNote', { names: names(door) })}</Words>}
    </Box>
  )
}
