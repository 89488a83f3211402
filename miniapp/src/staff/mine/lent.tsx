import { rooms } from '@loumen/shared/events'
import { myLoans } from '@loumen/shared/muster/loans-api'
import { ownLoanWords } from '@loumen/shared/words/loans'
import { dayAndTime } from '../../platform/clock-time'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'

const mine = {}

/** Where one is lent to: the place, the role, and from when until when. Nothing while one is not. */
export function Lent() {
  const { t, word } = useWords(ownLoanWords)
  const session = useSession('staff')
  const { value } = useRead('staff', myLoans, session ? mine : undefined, {
    rooms: [session ? rooms.resident(session.me.id) : undefined],
    about: ['muster'],
    keepAs: 'loans',
  })
  if (!value?.loans.length) return null
  return (
    <Section id="lent" title={t('title')}>
      {value.loans.map(({ id, community, site, place, role, starts, until }) => (
        <Box key={id} id={`loan-${id}`} className="card">
          <Words className="card-title">{`${community} · ${word('role', role)}`}</Words>
          <Words className="lead">{t('time', { from: dayAndTime(starts), until: dayAndTime(until) })}</Words>
          <Words className="lead">{t('where', { site, place })}</Words>
          <Words className="quiet">{t('note')}</Words>
        </Box>
      ))}
    </Section>
  )
}
