import { rooms } from '@loumen/shared/events'
import { listVisits } from '@loumen/shared/visits/api'
import { useRouter } from '@tarojs/taro'
import { useState, useSyncExternalStore } from 'react'
import { journal, onJournalChange } from '../../offline/journal'
import { useTruth } from '../../offline/truths'
import { useRoundPack } from '../../offline/use-round-pack'
import { visitsWith } from '../../offline/visits'
import { clockTime } from '../../platform/clock-time'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { Heading, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { RecallLinks } from '../recall-links'
import { StaffPage } from '../staff-page'
import { useRecalls } from '../use-recalls'
import { useStaffWords } from '../use-staff-words'
import { useWork } from '../use-work'
import { CarriedTubes } from './carried-tubes'
import { VisitCard } from './visit-card'

/** The doors to go to, in the order of a route: mine first, then those nobody has taken. */
export default function VisitsPage() {
  const { t } = useStaffWords()
  const shared = useWords()
  const { round: roundId } = useRouter().params
  const session = useSession('staff')
  const [grids, setGrids] = useState('')
  const reading = useRead('staff', listVisits, session && roundId ? { roundId } : undefined, {
    rooms: [roundId && rooms.board(roundId), ...grids.split(' ').filter(Boolean).map(rooms.grid)],
  })
  const work = useWork()
  const gridIds = [
    ...new Set(work.value?.rounds.find(({ id }) => id === roundId)?.entrances.flatMap(({ gridId }) => gridId ?? [])),
  ].join(' ')
  if (gridIds !== grids) setGrids(gridIds)

  const entries = useSyncExternalStore(onJournalChange, journal, journal)
  const truth = useTruth('visits', session ? roundId : undefined, reading)
  useRoundPack(session ? roundId : undefined, reading.at)
  const now = truth && visitsWith(truth.value, entries, truth.at)
  const visits = now?.visits ?? []
  const communityIds = work.value?.rounds.find(({ id }) => id === roundId)?.communityIds ?? []
  const { recalls } = useRecalls(communityIds)
  const parts = [
    { title: 'visitsMine', list: visits.filter(({ mine, state }) => mine && state === 'underWay') },
    { title: 'visitsRoute', list: visits.filter(({ state, team }) => state === 'assigned' && team?.own) },
    {
      title: 'visitsOpen',
      list: visits.filter(
        ({ mine, state, team }) =>
          state === 'open' || (state === 'assigned' && !team?.own) || (state === 'underWay' && !mine),
      ),
    },
    { title: 'visitsEnded', list: visits.filter(({ state }) => state === 'done' || state === 'failed') },
  ] as const
  return (
    <StaffPage id="visits" title={t('visitsTitle')} at={truth?.at} gloved>
      <RecallLinks communityIds={communityIds} />
      {now?.carriedSince && <Words className="note">{t('visitCarried', { time: clockTime(now.carriedSince) })}</Words>}
      {now && roundId && now.carried.length > 0 && (
        <CarriedTubes roundId={roundId} tubes={now.carried} again={reading.again} />
      )}
      {parts.map(
        ({ title, list }) =>
          now &&
          list.length > 0 && (
            <Section key={title} id={title} title={t(title)}>
              {list.map((visit) => (
                <VisitCard key={visit.id} visit={visit} doors={now} again={reading.again} />
              ))}
            </Section>
          ),
      )}
      {now && !visits.length && !recalls?.length && <Heading className="big-title">{t('noVisits')}</Heading>}
      {!now && !reading.problem && <Words className="quiet">{shared.t('loading')}</Words>}
      <ProblemNote problem={reading.problem} />
    </StaffPage>
  )
}
