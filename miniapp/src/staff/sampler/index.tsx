import { useRouter } from '@tarojs/taro'
import { Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useDesk } from '../use-desk'
import { useStaffWords } from '../use-staff-words'
import { ClosedTubes } from './closed-tubes'
import { TubeAtTable } from './tube-at-table'

/** The sampler's table: the tube with its people, counted, read and closed with two taps. */
export default function SamplerPage() {
  const { t } = useStaffWords()
  const shared = useWords()
  const { table } = useRouter().params
  const { reading, desk, takeTube } = useDesk(table)
  return (
    <StaffPage
      id="sampler"
      title={desk ? t('samplerTitle', { site: desk.site, number: desk.tableNumber }) : t('tables')}
      at={reading.at}
      gloved
    >
      {!desk && !reading.problem && <Words className="quiet">{shared.t('loading')}</Words>}
      {desk?.open && <TubeAtTable key={desk.open.id} tube={desk.open} onTube={takeTube} again={reading.again} />}
      {desk && !desk.open && (
        <Heading className="big-title">{t(desk.tableState === 'open' ? 'noTube' : 'tableClosed')}</Heading>
      )}
      {desk && <ClosedTubes tubes={desk.closed} again={reading.again} />}
      <ProblemNote problem={reading.problem} />
    </StaffPage>
  )
}
