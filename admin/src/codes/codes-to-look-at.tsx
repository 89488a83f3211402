import type { BoxCodes } from '@loumen/shared/boxes/schema'
import type { Site } from '@loumen/shared/rounds/schema'
import { Table } from 'antd'
import { useWords } from '../ui/language'
import { useTime } from '../ui/time'
import type { SiteCodes } from './ranges'

interface Row {
  key: string
  what: string
  code: string
  where: string
  at: string | null
  by: string
}

/** Tube and box codes that are missing, double, garbled or of another range, the latest first. */
export function CodesToLookAt({ site, codes, boxes }: { site: Site; codes: SiteCodes; boxes: BoxCodes }) {
  const { t } = useWords()
  const time = useTime()
  const table = (id: string) => t('codes.table', { number: site.tables.find((one) => one.id === id)?.number ?? '' })
  const carrier = (known: SiteCodes['faults'][number]['known']) => {
    if (!known) return ''
    if (known.table === null) return ` · ${t('codes.carriedAtDoor', { time: time(known.at) })}`
    const where = { site: known.site, table: t('codes.table', { number: known.table }), time: time(known.at) }
    return ` · ${t('codes.carriedBy', where)}`
  }
  const rows: Row[] = [
    ...codes.faults.map((one) => ({
      key: one.id,
      what: t(`codes.${one.kind}`),
      code: one.barcode ?? '—',
      where: table(one.tableId) + carrier(one.known),
      at: one.at,
      by: one.by,
    })),
    ...codes.strays.map((one) => ({
      key: one.barcode,
      what: t(one.owner ? 'codes.otherTable' : 'codes.outside'),
      code: one.barcode,
      where:
        table(one.tableId) +
        (one.owner ? ` · ${t('codes.ownedBy', { site: one.owner.site, number: one.owner.table })}` : ''),
      at: one.at,
      by: '',
    })),
    ...boxes.strays.map((one) => ({
      key: `stray ${one.code} ${one.openedAt}`,
      what: t(`codes.${one.why}`),
      code: one.code,
      where: t('codes.box'),
      at: one.openedAt,
      by: '',
    })),
    ...boxes.doubles.map((one) => ({
      key: `twice ${one.code} ${one.openedAt}`,
      what: t('codes.boxTwice', { times: one.times }),
      code: one.code,
      where: `${t('codes.box')} · ${one.site}`,
      at: one.openedAt,
      by: '',
    })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  const gaps: Row[] = [
    ...codes.gaps.map((gap) => ({ ...gap, where: table(gap.tableId) })),
    ...boxes.gaps.map((gap) => ({ ...gap, where: t('codes.box') })),
  ].map(({ from, to, count, where }) => ({
    key: `gap ${from}`,
    what: t('codes.gap'),
    code: count === 1 ? from : t('codes.gapOf', { from, to, count }),
    where,
    at: null,
    by: '',
  }))
  return (
    <section aria-label={t('codes.look')}>
      <h2>{t('codes.look')}</h2>
      <Table<Row>
        className="panel-table"
        dataSource={[...rows, ...gaps]}
        scroll={{ x: 760 }}
        locale={{ emptyText: t('codes.lookNone') }}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        columns={[
          { title: t('codes.what'), dataIndex: 'what' },
          { title: t('codes.code'), dataIndex: 'code' },
          { title: t('codes.where'), dataIndex: 'where' },
          { title: t('codes.when'), key: 'at', render: (_, { at }) => (at ? time(at) : '—') },
          { title: t('codes.who'), key: 'by', render: (_, { by }) => by || '—' },
        ]}
      />
    </section>
  )
}
