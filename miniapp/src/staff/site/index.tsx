import { listCalls, readCalling, readPace } from '@loumen/shared/calls/api'
import { rooms } from '@loumen/shared/events'
import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import { useRouter } from '@tarojs/taro'
import { goToStaff } from '../../platform/places'
import { useSession } from '../../remote/session'
import { useBoard } from '../../remote/use-board'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { Words } from '../../ui/elements'
import { LinkRow } from '../../ui/link-row'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useStaffWords } from '../use-staff-words'
import { useWork } from '../use-work'
import { AdviceCard } from './advice-card'
import { ModeAndCount } from './mode-and-count'
import { OrderRow } from './order-row'
import { PauseForm } from './pause-form'
import { TableRow } from './table-row'

/** The site lead's page: tables open and close, entrances are granted in call order. */
export default function SitePage() {
  const { t } = useStaffWords()
  const shared = useWords()
  const muster = useWords(musterPhoneWords)
  const { site: siteId, round: roundId } = useRouter().params
  const session = useSession('staff')
  const board = useBoard('staff', roundId)
  const work = useWork({ siteId })
  const calls = useRead('staff', listCalls, session && roundId ? { roundId } : undefined, {
    rooms: [siteId && rooms.site(siteId), roundId && rooms.board(roundId)],
  })
  const hears = { rooms: [siteId && rooms.site(siteId), roundId && rooms.board(roundId)] }
  const calling = useRead('staff', readCalling, session && roundId ? { roundId } : undefined, hears)
  const pace = useRead('staff', readPace, session && roundId ? { roundId } : undefined, hears)
  const writing = useWrite('staff')
  const again = () => {
    void Promise.all([work, calls, board, calling, pace].map((reading) => reading.again()))
  }
  const site = work.value?.rounds.find(({ id }) => id === roundId)?.sites.find(({ id }) => id === siteId)
  const own = calling.value?.sites.find((one) => one.siteId === siteId)
  const live = calls.value?.calls ?? []
  return (
    <StaffPage id="site" title={site?.name ?? t('siteTitle')} at={board.at}>
      <ProblemNote problem={writing.problem} retry={writing.retry} />
      {board.value && <Words className="quiet">{shared.t('figures', board.value.figures)}</Words>}
      <LinkRow id="site-to-muster" onPress={() => goToStaff('muster', { round: roundId, site: siteId })}>
        {muster.t('link')}
      </LinkRow>
      {siteId && board.value && (
        <PauseForm
          siteId={siteId}
          pause={board.value.sites.find(({ id }) => id === siteId)?.pause ?? null}
          writing={writing}
          onDone={again}
        />
      )}
      {siteId && pace.value && board.value && (
        <AdviceCard siteId={siteId} pace={pace.value} units={board.value.units} writing={writing} onDone={again} />
      )}
      {own && (
        <ModeAndCount
          site={own}
          writing={writing}
          onCalling={(value) => {
            calling.set(value)
            again()
          }}
        />
      )}
      <Section id="tables" title={t('tables')}>
        {site?.tables.map((table) => (
          <TableRow key={table.id} table={table} writing={writing} onDone={again} />
        ))}
      </Section>
      <Section id="call-order" title={t('callOrder')}>
        {siteId &&
          board.value?.units.map((unit) => (
            <OrderRow
              key={unit.entranceId}
              unit={unit}
              roundId={board.value?.roundId ?? ''}
              siteId={siteId}
              call={live.find(
                ({ entranceId, state }) =>
                  entranceId === unit.entranceId && (state === 'granted' || state === 'called'),
              )}
              writing={writing}
              onDone={again}
            />
          ))}
        {!board.value && <Words className="quiet">{shared.t('loading')}</Words>}
      </Section>
      <ProblemNote problem={board.problem ?? calls.problem ?? work.problem} />
    </StaffPage>
  )
}
