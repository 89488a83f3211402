import type { Upload } from '@loumen/shared/results/schema'
import { Table } from 'antd'
import { useWords } from '../ui/language'
import { useTime } from '../ui/time'

/** What became of every row of an upload; rows that need somebody come first. */
export function UploadReport({ upload, open }: { upload: Upload; open: boolean }) {
  const { t } = useWords()
  const time = useTime()
  const rows = [...upload.rows].sort((a, b) => Number(settled(a.verdict)) - Number(settled(b.verdict)) || a.row - b.row)
  return (
    <details className="panel" open={open} data-testid="upload">
      <summary>
        <b>{upload.fileName}</b>{' '}
        <span className="quiet">
          {time(upload.at)} {upload.by}
        </span>
        <span> {t('upload.summary', { ...upload })}</span>
      </summary>
      <Table
        size="small"
        rowKey="row"
        dataSource={rows}
        scroll={{ x: 480 }}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        columns={[
          { title: t('import.row'), dataIndex: 'row', width: 80, align: 'right' },
          { title: t('tube.barcode'), dataIndex: 'barcode' },
          { title: t('upload.outcome'), dataIndex: 'outcome' },
          { title: t('upload.verdict'), key: 'verdict', render: (_, { verdict }) => t(`verdict.${verdict}`) },
        ]}
      />
    </details>
  )
}

const settled = (verdict: string) => verdict === 'applied' || verdict === 'same'
