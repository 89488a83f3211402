import { useRouter } from '@tarojs/taro'
import { Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { ClosedTubes } from '../sampler/closed-tubes'
import { TubeAtTable } from '../sampler/tube-at-table'
import { StaffPage } from '../staff-page'
import { useDesk } from '../use-desk'
import { useStaffWords } from '../use-staff-words'
import { LostSlip } from './lost-slip'
import { NewTube } from './new-tube'
import { OpenTube } from './open-tube'

/** The registrar's desk: scan a tube, then the people who go into it. */
export default function DeskPage() {
  const { t } = useStaffWords()
  const shared = useWords()
  const { table, both } = useRouter().params
  const { reading, desk, takeTube } = useDesk(table)
  return (
    <StaffPage
      id="desk"
      title={desk ? t('deskTitle', { site: desk.site, number: desk.tableNumber }) : t('tables')}
      at={reading.at}
      gloved
    >
      {!desk && !reading.problem && <Words className="quiet">{shared.t('loading')}</Words>}
      {desk?.open && (
        <OpenTube
          key={desk.open.id}
          tube={desk.open}
          onTube={takeTube}
          again={reading.again}
          entryCheck={desk.policy.entryCheck}
        />
      )}
      {desk?.open && both && (
        <TubeAtTable
          key={`close ${desk.open.id}`}
          tube={desk.open}
          onTube={takeTube}
          again={reading.again}
          alone={false}
        />
      )}
      {desk && !desk.open && desk.tableState === 'open' && <NewTube tableId={desk.tableId} onTube={takeTube} />}
      {desk && !desk.open && desk.tableState === 'closed' && (
        <>
          <Heading className="big-title">{t('tableClosed')}</Heading>
          <Words className="lead">{t('tableClosedBody')}</Words>
        </>
      )}
      {desk && <LostSlip tableId={desk.tableId} />}
      {desk && both && <ClosedTubes tubes={desk.closed} again={reading.again} />}
      <ProblemNote problem={reading.problem} />
    </StaffPage>
  )
}
