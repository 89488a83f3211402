import { canSomewhere } from '@loumen/shared/abilities'
import { rooms } from '@loumen/shared/events'
import { listVisits } from '@loumen/shared/visits/api'
import { myShiftWords } from '@loumen/shared/words/shifts'
import { goToStaff } from '../../platform/places'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { LinkRow } from '../../ui/link-row'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'
import type { RoundOfWork } from '../home/tasks'

/** How many doors somebody has taken and how many wait for anybody, with the way there. */
export function Tasks({ round }: { round: RoundOfWork }) {
  const { t } = useWords(myShiftWords)
  const session = useSession('staff')
  const goes = session && canSomewhere(session.me.grants, 'visits.work', Date.parse(session.me.now))
  const reading = useRead('staff', listVisits, goes ? { roundId: round.id } : undefined, {
    rooms: [rooms.board(round.id)],
  })
  const visits = reading.value?.visits
  if (!visits) return null
  const mine = visits.filter((visit) => visit.mine && visit.state === 'underWay').length
  const open = visits.filter(({ state, team }) => state === 'open' || (state === 'assigned' && team?.own)).length
  return (
    <Section title={`${t('tasks')} · ${round.community} · ${round.name}`}>
      <LinkRow id={`to-tasks-${round.id}`} onPress={() => goToStaff('visits', { round: round.id })}>
        {t('toTasks', { mine, open })}
      </LinkRow>
    </Section>
  )
}
