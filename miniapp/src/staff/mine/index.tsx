import { rooms } from '@loumen/shared/events'
import { myShifts } from '@loumen/shared/shifts/api'
import { myShiftWords } from '@loumen/shared/words/shifts'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useWork } from '../use-work'
import { Lent } from './lent'
import { OneShift } from './one-shift'
import { Services } from './services'
import { Tasks } from './tasks'

const everything = {}

/** One's own shifts, tasks, hours and thanks. */
export default function Mine() {
  const { t } = useWords(myShiftWords)
  const session = useSession('staff')
  const work = useWork()
  const mine = useRead('staff', myShifts, session ? everything : undefined, {
    rooms: [session ? rooms.resident(session.me.id) : undefined],
    keepAs: 'shifts',
  })
  return (
    <StaffPage id="mine" title={t('title')} at={mine.at}>
      {mine.value && <Services services={mine.value.services.filter(({ over }) => over)} thanked />}
      <Lent />
      <Section title={t('shifts')}>
        {mine.value?.shifts.map((shift) => (
          <OneShift key={shift.id} shift={shift} again={mine.again} />
        ))}
        {mine.value && !mine.value.shifts.length && (
          <>
            <Words className="lead">{t('none')}</Words>
            <Words className="quiet">{t('noneBody')}</Words>
          </>
        )}
      </Section>
      {work.value?.rounds.map((round) => (
        <Tasks key={round.id} round={round} />
      ))}
      <Section title={t('hours')}>
        {mine.value && !mine.value.services.length && <Words className="quiet">{t('noHours')}</Words>}
        {mine.value && <Services services={mine.value.services} />}
      </Section>
      <ProblemNote problem={mine.problem} retry={mine.again} asks />
    </StaffPage>
  )
}
