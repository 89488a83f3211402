import { listImports } from '@loumen/shared/imports/api'
import type { RosterImport } from '@loumen/shared/imports/schema'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'

/** The imports of a community: file, who, when, how many, and what became of it. */
export function ImportHistory({ communityId, onOpen }: { communityId: string; onOpen: (importId: string) => void }) {
  const { t, d } = useWords()
  const time = useTime()
  const [page, setPage] = useState(1)
  const read = useRead(listImports, { communityId, page: String(page) }, { keep: true })
  return (
    <Reading read={read}>
      {({ imports, total, pageSize }) =>
        total > 0 && (
          <section className="panel" data-testid="import-history">
            <h2>{t('import.history')}</h2>
            <Table
              size="small"
              rowKey="id"
              dataSource={imports}
              scroll={{ x: 560 }}
              pagination={{
                current: page,
                total,
                pageSize,
                onChange: setPage,
                showSizeChanger: false,
                hideOnSinglePage: true,
              }}
              columns={[
                {
                  key: 'file',
                  render: (_, one: RosterImport) => (
                    <>
                      <strong>{one.fileName}</strong>
                      <div className="quiet">
                        {t('import.historyWho', { by: one.by || '—', at: time(one.appliedAt ?? one.at) })}
                      </div>
                    </>
                  ),
                },
                {
                  key: 'totals',
                  render: (_, { totals }: RosterImport) => totals && t('import.historyTotals', { ...totals }),
                },
                { key: 'state', width: 110, render: (_, { state }: RosterImport) => d('import', state) },
                {
                  key: 'open',
                  width: 90,
                  render: (_, { id }: RosterImport) => <Button onClick={() => onOpen(id)}>{t('import.open')}</Button>,
                },
              ]}
              showHeader={false}
            />
          </section>
        )
      }
    </Reading>
  )
}
