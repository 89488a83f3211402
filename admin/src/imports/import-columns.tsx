import { mapImport } from '@loumen/shared/imports/api'
import { type RosterField, rosterFields } from '@loumen/shared/imports/fields'
import type { ImportLayout, RosterImport } from '@loumen/shared/imports/schema'
import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

const unused = 'unused' as const
const asFound = -1
const allSheets = -1

/** What each column was taken for, with examples; a person changes it and the kept file is read again. */
export function ImportColumnsStep({
  shown,
  layout,
  onRead,
  onRight,
}: {
  shown: RosterImport
  layout: ImportLayout
  onRead: () => void
  onRight: () => void
}) {
  const { t } = useWords()
  const map = useWrite(mapImport, onRead)
  const [fields, setFields] = useState<ReadonlyMap<number, RosterField>>(
    () => new Map(layout.columns.flatMap(({ column, field }) => (field ? [[column, field] as const] : []))),
  )
  const [sheet, setSheet] = useState(allSheets)
  const [headerRow, setHeaderRow] = useState(asFound)
  const [touched, setTouched] = useState(false)
  const failed = shown.state === 'failed'
  const assign = (column: number, field: RosterField | typeof unused) => {
    const next = new Map(fields)
    if (field === unused) next.delete(column)
    else next.set(column, field)
    setFields(next)
    setTouched(true)
  }
  const again = () =>
    void map.run({
      importId: shown.id,
      ...(sheet !== allSheets && { sheet }),
      ...(headerRow !== asFound && { headerRow }),
      columns: [...fields].map(([column, field]) => ({ column, field })),
    })
  const options: { value: RosterField | typeof unused; label: string }[] = [
    { value: unused, label: t('import.columnUnused') },
    ...rosterFields.map((field) => ({ value: field, label: t(`import.field.${field}`) })),
  ]
  return (
    <section data-testid="import-columns">
      <h2>{t('import.columnsTitle', { file: shown.fileName })}</h2>
      <p className="quiet">{t(failed ? 'import.columnsFailed' : 'import.columnsText')}</p>
      <div className="filters" style={{ marginBottom: 12 }}>
        {layout.sheets.length > 1 && (
          <Select
            aria-label={t('import.sheet')}
            value={sheet}
            popupMatchSelectWidth={false}
            onChange={(value) => {
              setSheet(value)
              setTouched(true)
            }}
            options={[
              { value: allSheets, label: t('import.allSheets') },
              ...layout.sheets.map(({ name, rows }, value) => ({
                value,
                label: t('import.sheetRows', { name, count: rows }),
              })),
            ]}
          />
        )}
        <Select
          aria-label={t('import.headerRow')}
          value={headerRow}
          popupMatchSelectWidth={false}
          style={{ minWidth: 180 }}
          onChange={(value) => {
            setHeaderRow(value)
            setTouched(true)
          }}
          options={[
            { value: asFound, label: `${t('import.headerRow')}：${t('import.headerFound')}` },
            { value: 0, label: t('import.headerNone') },
            ...layout.head.map(({ row, cells }) => ({
              value: row,
              label: t('import.headerAt', { row, text: cells.filter(Boolean).slice(0, 6).join(' ').slice(0, 40) }),
            })),
          ]}
        />
      </div>
      <Table
        size="small"
        rowKey="column"
        pagination={false}
        scroll={{ x: 620 }}
        dataSource={layout.columns}
        columns={[
          { title: t('import.columnLetters'), dataIndex: 'letters', width: 56 },
          { title: t('import.columnHeader'), dataIndex: 'header', width: 170 },
          {
            title: t('import.columnExamples'),
            key: 'examples',
            render: (_, { examples }) => <span className="quiet">{examples.filter(Boolean).join(' · ')}</span>,
          },
          {
            title: t('import.columnField'),
            key: 'field',
            width: 190,
            render: (_, { column, letters }) => (
              <Select<RosterField | typeof unused>
                style={{ width: '100%' }}
                aria-label={`${t('import.columnField')} ${letters}`}
                showSearch={{ optionFilterProp: 'label' }}
                value={fields.get(column) ?? unused}
                options={options}
                onChange={(value) => assign(column, value)}
              />
            ),
          },
        ]}
      />
      <ErrorPanel error={map.error} onRetry={map.again} onClose={map.clear} />
      <div className="row" style={{ marginTop: 12 }}>
        {!failed && (
          <Button type={touched ? 'default' : 'primary'} size="large" disabled={map.running} onClick={onRight}>
            {t('import.columnsRight')}
          </Button>
        )}
        {(touched || failed) && (
          <Button type="primary" size="large" loading={map.running} onClick={again}>
            {t('import.readAgain')}
          </Button>
        )}
      </div>
    </section>
  )
}
