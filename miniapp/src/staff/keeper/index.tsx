import { rooms } from '@loumen/shared/events'
import { listChecks } from '@loumen/shared/tubes/api'
import { useRouter } from '@tarojs/taro'
import { clockTime } from '../../platform/clock-time'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'
import { useWork } from '../use-work'
import { ShiftCheckForm } from './shift-check-form'
import { TubeRange } from './tube-range'

/** The site keeper's page: the codes each table was given, counts at a change of shift, and codes that went wrong. */
export default function KeeperPage() {
  const { t } = useTableWords()
  const staff = useStaffWords()
  const shared = useWords()
  const { site: siteId, round: roundId } = useRouter().params
  const session = useSession('staff')
  const work = useWork({ siteId })
  const reading = useRead('staff', listChecks, session && siteId ? { siteId } : undefined, {
    rooms: [siteId && rooms.site(siteId), roundId && rooms.board(roundId)],
  })
  const known = reading.value
  const tables = work.value?.rounds.flatMap(({ sites }) => sites).find(({ id }) => id === siteId)?.tables ?? []
  const numberOf = (tableId: string) =>
    staff.t('tableNumber', { number: tables.find(({ id }) => id === tableId)?.number ?? '' })
  return (
    <StaffPage id="keeper" title={t('keeperTitle')} at={reading.at}>
      {!known && !reading.problem && <Words className="quiet">{shared.t('loading')}</Words>}
      {known &&
        tables.map((table) => (
          <Section key={table.id} id={`keep-${table.number}`} title={numberOf(table.id)}>
            <TubeRange
              key={JSON.stringify(known.ranges.find(({ tableId }) => tableId === table.id))}
              table={table}
              range={known.ranges.find(({ tableId }) => tableId === table.id)?.range}
              onDone={() => void reading.again()}
            />
            <ShiftCheckForm table={table} onDone={() => void reading.again()} />
            {known.checks
              .filter(({ tableId }) => tableId === table.id)
              .map((check) => (
                <Box key={check.id} className="row">
                  <Words className="row-words">
                    {t('checkRow', { ...check, time: clockTime(check.at) })}
                    {!check.missing.length && !check.unknown.length && ` · ${t('checkSame')}`}
                    {check.missing.length > 0 && ` · ${t('missingList', { codes: check.missing.join('、') })}`}
                    {check.unknown.length > 0 && ` · ${t('extraList', { codes: check.unknown.join('、') })}`}
                  </Words>
                </Box>
              ))}
          </Section>
        ))}
      {!!known?.gaps.length && (
        <Section id="gaps" title={t('gaps')}>
          {known.gaps.map((gap) => (
            <Words key={gap.from} className="quiet person-line">
              {numberOf(gap.tableId)} · {t('gap', { ...gap })}
            </Words>
          ))}
        </Section>
      )}
      {!!known?.faults.length && (
        <Section id="faults" title={t('faults')}>
          {known.faults.map((fault) => (
            <Words key={fault.id} className="quiet person-line">
              {numberOf(fault.tableId)} · {t(`fault.${fault.kind}`)} {fault.barcode ?? ''} · {clockTime(fault.at)}{' '}
              {fault.by}
            </Words>
          ))}
        </Section>
      )}
      <ProblemNote problem={reading.problem} />
    </StaffPage>
  )
}
