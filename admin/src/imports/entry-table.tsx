import type { ImportEntry, ImportList } from '@loumen/shared/imports/schema'
import { Checkbox, Table } from 'antd'
import { useWords } from '../ui/language'
import { FieldChanges } from './field-changes'
import { problemText } from './problem-text'

/** One page of a list: who, where, and what changes or is wrong. */
export function EntryTable({
  entries,
  list,
  of,
  taken,
  onTake,
  paging,
}: {
  entries: readonly ImportEntry[]
  list: ImportList
  of: 'people' | 'households'
  taken: readonly string[]
  onTake: ((ids: readonly string[]) => void) | undefined
  paging: { current: number; total: number; pageSize: number; onChange: (page: number) => void }
}) {
  const { t } = useWords()
  const toggle = (id: string, on: boolean) => onTake?.(on ? [...taken, id] : taken.filter((other) => other !== id))
  const place = {
    title: t('import.place'),
    key: 'place',
    render: (_: unknown, e: ImportEntry) => `${e.entrance} ${e.door}`,
  }
  const row = {
    title: t('import.row'),
    key: 'row',
    width: 90,
    render: (_: unknown, e: ImportEntry) => [e.sheet, e.row].filter(Boolean).join(' ') || '—',
  }
  const name = { title: t('import.field.name'), dataIndex: 'name', width: 120 }
  const number = { title: t('import.field.document'), dataIndex: 'document', width: 190 }
  const people = {
    title: t('import.people'),
    key: 'people',
    width: 90,
    render: (_: unknown, e: ImportEntry) => t('import.peopleOf', { count: e.people }),
  }
  const changes = {
    title: t('import.what'),
    key: 'what',
    render: (_: unknown, e: ImportEntry) => <FieldChanges fields={e.fields} />,
  }
  const doubts = {
    title: t('import.cells'),
    key: 'cells',
    render: (_: unknown, e: ImportEntry) => (
      <>
        <Cells entry={e} />
        {e.fields.length > 0 && onTake && (
          <Checkbox checked={taken.includes(e.id)} onChange={(event) => toggle(e.id, event.target.checked)}>
            {t('import.takeFile')}
          </Checkbox>
        )}
      </>
    ),
  }
  const shown =
    list === 'doubtful'
      ? [row, name, place, doubts]
      : of === 'households'
        ? [place, people, ...(list === 'changed' ? [changes] : [])]
        : list === 'changed'
          ? [row, name, place, changes]
          : list === 'gone'
            ? [name, place, number]
            : [row, name, place, number]
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={[...entries]}
      columns={shown}
      scroll={{ x: 560 }}
      locale={{ emptyText: t('import.none') }}
      pagination={{ ...paging, showSizeChanger: false, hideOnSinglePage: true }}
    />
  )
}

function Cells({ entry }: { entry: ImportEntry }) {
  const { t, language } = useWords()
  return (
    <ul>
      {entry.cells.map(({ letters, header, code, text }) => (
        <li key={`${letters} ${code}`}>
          {problemText(code, language)}
          {letters && (
            <span className="quiet">
              {' '}
              {t('import.cellAt', { letters, header })}
              {text && `：${text}`}
            </span>
          )}
        </li>
      ))}
      {entry.other && (
        <li className="quiet">
          {t('import.otherEntry', { place: `${entry.other.entrance} ${entry.other.door}`, name: entry.other.name })}
        </li>
      )}
      {entry.fields.length > 0 && (
        <li>
          <FieldChanges fields={entry.fields} />
        </li>
      )}
    </ul>
  )
}
