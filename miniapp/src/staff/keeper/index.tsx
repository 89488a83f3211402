import { listBoxCodes, setBoxRange } from '@loumen/shared/boxes/api'
import { rooms } from '@loumen/shared/events'
import { listChecks } from '@loumen/shared/tubes/api'
import { useRouter } from '@tarojs/taro'
import { clockTime } from '../../platform/clock-time'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'
import { useWork } from '../use-work'
import { RangeForm } from './range-form'
import { TableCodes } from './table-codes'

/** The site keeper's page: codes that tables and boxes were given, counts at a change of shift, and codes that went wrong. */
export default function KeeperPage() {
  const { t } = useTableWords()
  const staff = useStaffWords()
  const shared = useWords()
  const { site: siteId, round: roundId } = useRouter().params
  const session = useSession('staff')
  const work = useWork({ siteId })
  const live = { rooms: [siteId && rooms.site(siteId), roundId && rooms.board(roundId)] }
  const asked = session && siteId ? { siteId } : undefined
  const reading = useRead('staff', listChecks, asked, live)
  const boxReading = useRead('staff', listBoxCodes, asked, live)
  const { write, busy, problem, retry } = useWrite('staff')
  const known = reading.value
  const boxes = boxReading.value
  const tables = work.value?.rounds.flatMap(({ sites }) => sites).find(({ id }) => id === siteId)?.tables ?? []
  const numberOf = (tableId: string) =>
    staff.t('tableNumber', { number: tables.find(({ id }) => id === tableId)?.number ?? '' })
  const again = () => {
    void reading.again()
    void boxReading.again()
  }
  return (
    <StaffPage id="keeper" title={t('keeperTitle')} at={reading.at}>
      {!known && !reading.problem && <Words className="quiet">{shared.t('loading')}</Words>}
      {known && tables.map((table) => <TableCodes key={table.id} table={table} codes={known} onDone={again} />)}
      {boxes && siteId && (
        <Section id="keep-boxes" title={t('boxRangeTitle')}>
          <RangeForm
            key={JSON.stringify(boxes.range)}
            id="boxes"
            label={t('rangeOfBoxes')}
            range={boxes.range}
            use={boxes.use}
            busy={busy}
            problem={problem}
            retry={retry}
            onGive={(range) => void write(setBoxRange, { siteId, range }, again)}
          />
          {boxes.gaps.map((gap) => (
            <Words key={gap.from} className="quiet person-line">
              {t('gaps')} · {t('gap', { ...gap })}
            </Words>
          ))}
          {boxes.strays.map((one) => (
            <Words key={one.code + one.openedAt} className="care">
              {one.code} · {t(`boxStray.${one.why}`)} · {clockTime(one.openedAt)}
            </Words>
          ))}
          {boxes.doubles.map((one) => (
            <Words key={one.code + one.openedAt} className="care">
              {t('boxTwice', one)} · {one.site} {clockTime(one.openedAt)}
            </Words>
          ))}
        </Section>
      )}
      {!!known?.gaps.length && (
        <Section id="gaps" title={t('gaps')}>
          {known.gaps.map((gap) => (
            <Words key={gap.from} className="quiet person-line">
              {numberOf(gap.tableId)} · {t('gap', { ...gap })}
            </Words>
          ))}
        </Section>
      )}
      {!!known?.strays.length && (
        <Section id="strays" title={t('strays')}>
          {known.strays.map(({ barcode, tableId, owner, at }) => (
            <Words key={barcode} className="quiet person-line">
              {numberOf(tableId)} · {barcode} ·{' '}
              {owner ? t('strayOwner', { site: owner.site, number: owner.table }) : t('strayNone')} · {clockTime(at)}
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
              {!!fault.known?.table && ` · ${t('faultKnown', { site: fault.known.site, number: fault.known.table })}`}
            </Words>
          ))}
        </Section>
      )}
      <ProblemNote problem={reading.problem ?? boxReading.problem} />
    </StaffPage>
  )
}
