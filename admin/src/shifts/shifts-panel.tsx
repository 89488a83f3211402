import { listShifts } from '@loumen/shared/shifts/api'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { LateShifts } from './late-shifts'
import { ShiftFigures } from './shift-figures'

/** People at posts on the overview: who is late, who has stood the longest. */
export function ShiftsPanel({ roundId }: { roundId: string }) {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const read = useRead(listShifts, { roundId, only: 'now' }, { enabled: may('shifts.plan') })
  if (!read.data?.planned) return null
  return (
    <section className="panel" aria-label={t('menu.shifts')}>
      <h2>
        <Link to={communityPath(communityId, 'shifts')}>{t('menu.shifts')}</Link>
      </h2>
      <LateShifts shifts={read.data.shifts} />
      <ShiftFigures shifts={read.data.shifts} now={read.data.now} />
    </section>
  )
}
