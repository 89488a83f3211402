import type { RosterImport } from '@loumen/shared/imports/schema'
import { Table } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../ui/language'
import { ImportProblems } from './import-problems'
import { ImportTotals } from './import-totals'

/** What was understood of the file, before anything is written. */
export function ImportPreview({ shown, children }: { shown: RosterImport; children: ReactNode }) {
  const { t } = useWords()
  return (
    <>
      <h2>{t('import.understood', { file: shown.fileName })}</h2>
      <ImportTotals shown={shown} />
      {shown.changes && (
        <p data-testid="import-changes">
          {t('import.changes', shown.changes)} {t('import.nothingYet')}
        </p>
      )}
      {children}
      <ImportProblems problems={shown.problems} />
      <h3>{t('import.sample')}</h3>
      <Table
        size="small"
        rowKey="row"
        pagination={false}
        scroll={{ x: 560 }}
        dataSource={shown.sample}
        columns={[
          { title: t('import.row'), dataIndex: 'row', width: 80, align: 'right' },
          { title: t('household.entrance'), dataIndex: 'entrance' },
          { title: t('household.door'), dataIndex: 'door' },
          { title: t('resident.name'), dataIndex: 'name' },
          { title: t('resident.document'), dataIndex: 'document' },
        ]}
      />
    </>
  )
}
