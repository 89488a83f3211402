import { tidyBarcode } from '@loumen/shared/fields'
import { listResults } from '@loumen/shared/results/api'
import type { TubeResult } from '@loumen/shared/results/schema'
import { Button, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { belowHead } from '../ui/theme'
import { useTime } from '../ui/time'
import { Correction } from './correction'
import { Withdrawal } from './withdrawal'

/** Every tube of the round with its outcome; an outcome belongs to a tube, never to a name. */
export function TubeTable({ roundId }: { roundId: string }) {
  const { t, d } = useWords()
  const time = useTime()
  const { may } = useSession()
  const [address, setAddress] = useAddress()
  const [correcting, setCorrecting] = useState<TubeResult>()
  const [withdrawing, setWithdrawing] = useState<TubeResult>()
  const [withdrawn, setWithdrawn] = useState<string>()
  const read = useRead(listResults, { roundId })
  const wanted = (tube: TubeResult) =>
    (!address.barcode || tube.barcode.includes(tidyBarcode(address.barcode))) &&
    (!address.outcome || (tube.outcome ?? 'none') === address.outcome)
  return (
    <>
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('tube.barcode')}
          aria-label={t('tube.barcode')}
          defaultValue={address.barcode}
          onSearch={(barcode) => setAddress({ barcode: barcode.trim() })}
        />
        <Select
          allowClear
          placeholder={t('tube.outcome')}
          aria-label={t('tube.outcome')}
          value={address.outcome}
          onChange={(outcome) => setAddress({ outcome })}
          options={['none', 'negative', 'positive', 'grey', 'singleTarget', 'insufficient'].map((value) => ({
            value,
            label: value === 'none' ? t('tube.noOutcome') : d('outcome', value),
          }))}
        />
      </div>
      {withdrawn && <p role="status">{t('withdraw.done', { barcode: withdrawn })}</p>}
      <Reading read={read}>
        {({ tubes }) => (
          <Table
            className="panel-table"
            rowKey="tubeId"
            sticky={belowHead}
            dataSource={tubes.filter(wanted)}
            scroll={{ x: 760 }}
            locale={{ emptyText: t('tube.none') }}
            pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
            columns={[
              { title: t('tube.barcode'), dataIndex: 'barcode' },
              { title: t('tube.state'), key: 'state', render: (_, { state }) => d('tube', state) },
              { title: t('tube.people'), dataIndex: 'people', align: 'right', width: 80 },
              { title: t('tube.closedAt'), key: 'closedAt', render: (_, { closedAt }) => time(closedAt) },
              {
                title: t('tube.outcome'),
                key: 'outcome',
                render: (_, { outcome }) => (outcome ? <b>{d('outcome', outcome)}</b> : t('tube.noOutcome')),
              },
              { title: t('tube.lab'), dataIndex: 'lab' },
              { title: t('tube.testedAt'), key: 'testedAt', render: (_, { testedAt }) => time(testedAt) },
              {
                title: <span className="unseen">{t('actions')}</span>,
                key: 'correct',
                render: (_, tube) => (
                  <>
                    {tube.outcome && may('results.upload') && (
                      <Button type="link" size="small" onClick={() => setCorrecting(tube)}>
                        {t('tube.correct')}
                      </Button>
                    )}
                    {(tube.state === 'boxed' || tube.state === 'received') && may('tubes.close') && (
                      <Button type="link" size="small" onClick={() => setWithdrawing(tube)}>
                        {t('tube.withdraw')}
                      </Button>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </Reading>
      <Correction tube={correcting} onClose={() => setCorrecting(undefined)} />
      <Withdrawal
        tube={withdrawing}
        onClose={(done) => {
          setWithdrawing(undefined)
          setWithdrawn(done)
        }}
      />
    </>
  )
}
