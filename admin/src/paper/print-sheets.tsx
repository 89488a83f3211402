import { PrinterOutlined } from '@ant-design/icons'
import { readPack } from '@loumen/shared/operations/api'
import type { Pack, PackPerson } from '@loumen/shared/operations/pack'
import { paperNumber, paperRows } from '@loumen/shared/operations/paper'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button, InputNumber, Segmented, Select } from 'antd'
import { useMemo } from 'react'
import { useRead } from '../remote/use-read'
import { useAddress } from '../ui/address'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { PaperSheet } from './paper-sheet'
import { useTables } from './tables'

const most = 50

/** Blank sheets, or sheets with the people of one entrance by their number; each sheet has a number of its own. */
export function PrintSheets({ round }: { round: Round }) {
  const { t } = useWords()
  const [address, setAddress] = useAddress()
  const tables = useTables(round)
  const [site] = round.sites
  const named = address.kind === 'named'
  const pack = useRead(readPack, { siteId: site?.id ?? '' }, { enabled: named && !!site, every: false })
  const count = Math.min(most, Math.max(1, Number(address.sheets) || 2))
  return (
    <>
      <div className="panel paper-choice">
        <Segmented
          aria-label={t('paper.kind')}
          value={named ? 'named' : 'blank'}
          options={[
            { value: 'blank', label: t('paper.blank') },
            { value: 'named', label: t('paper.named') },
          ]}
          onChange={(kind) => setAddress({ kind: kind === 'named' ? kind : undefined })}
        />
        <Select
          aria-label={t('paper.table')}
          className="paper-select"
          value={address.table ?? ''}
          options={[{ value: '', label: t('paper.anyTable') }, ...tables]}
          onChange={(table) => setAddress({ table })}
        />
        {named ? (
          <EntranceSelect
            pack={pack.data?.pack}
            value={address.entrance}
            onChange={(entrance) => setAddress({ entrance })}
          />
        ) : (
          <label htmlFor="paper-count">
            {t('paper.sheets')}{' '}
            <InputNumber
              id="paper-count"
              value={count}
              min={1}
              max={most}
              precision={0}
              onChange={(sheets) => setAddress({ sheets: String(sheets ?? 1) })}
            />
          </label>
        )}
      </div>
      {named ? (
        <Reading read={pack}>
          {({ pack: all }) =>
            all && <NamedSheets round={round} pack={all} entranceId={address.entrance} tableId={address.table} />
          }
        </Reading>
      ) : (
        <Sheets round={round} pages={Array.from({ length: count }, () => [])} tableId={address.table} />
      )}
    </>
  )
}

const labelsOf = ({ entrances }: Pack) =>
  [...entrances].sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true }))

function EntranceSelect({
  pack,
  value,
  onChange,
}: {
  pack: Pack | null | undefined
  value: string | undefined
  onChange: (entranceId: string) => void
}) {
  const { t } = useWords()
  const all = pack ? labelsOf(pack) : []
  return (
    <Select
      aria-label={t('paper.entrance')}
      className="paper-select"
      showSearch
      optionFilterProp="label"
      loading={!pack}
      value={value ?? all[0]?.id}
      options={all.map(({ id, label }) => ({ value: id, label }))}
      onChange={onChange}
    />
  )
}

function NamedSheets({
  round,
  pack,
  entranceId,
  tableId,
}: {
  round: Round
  pack: Pack
  entranceId: string | undefined
  tableId: string | undefined
}) {
  const { t } = useWords()
  const entrance = pack.entrances.find(({ id }) => id === entranceId) ?? labelsOf(pack)[0]
  const people = pack.people
    .filter((row) => pack.entrances[row[4]]?.id === entrance?.id && (row[7] === '' || row[7] === 'separate'))
    .sort((a, b) => Number(a[7] !== '') - Number(b[7] !== '') || a[6] - b[6])
  const pages = Array.from({ length: Math.ceil(people.length / paperRows) }, (_, at) =>
    people.slice(at * paperRows, (at + 1) * paperRows),
  )
  if (!pages.length) return <EmptyState title={t('paper.nobody')} text={t('paper.nobodyText')} />
  return <Sheets round={round} pages={pages} tableId={tableId} entrance={entrance} />
}

function Sheets({
  round,
  pages,
  tableId,
  entrance,
}: {
  round: Round
  pages: readonly (readonly PackPerson[])[]
  tableId: string | undefined
  entrance?: Pack['entrances'][number]
}) {
  const { t } = useWords()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is another sheet of paper with a number of its own
  const numbers = useMemo(
    () => pages.map(() => paperNumber(crypto.getRandomValues(new Uint8Array(7)))),
    [pages.length, tableId, entrance?.id],
  )
  return (
    <>
      <div className="row between unprinted">
        <b>{t('paper.total', { count: pages.length })}</b>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('paper.printNow')}
        </Button>
      </div>
      <div className="paper-sheets">
        {pages.map((people, at) => (
          <PaperSheet
            key={numbers[at]}
            round={round}
            number={numbers[at] ?? ''}
            people={people}
            tableId={tableId}
            entrance={entrance}
          />
        ))}
      </div>
    </>
  )
}
