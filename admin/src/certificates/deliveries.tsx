import { listUntold, recordDelivery } from '@loumen/shared/certificates/api'
import type { DeliveryWay, Untold } from '@loumen/shared/certificates/schema'
import { Button, Popconfirm, Table } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { CertificateSheet } from './certificate-sheet'

/** People with a result and no phone: who has not been reached, and how each was. */
export function Deliveries({ roundId }: { roundId: string }) {
  const { t } = useWords()
  const read = useRead(listUntold, { roundId })
  const write = useWrite(recordDelivery)
  const [printing, setPrinting] = useState<Untold>()
  const record = (person: Untold, way: DeliveryWay) =>
    void write.run({ roundId, residentId: person.residentId, way, consent: way === 'volunteer' })
  return (
    <>
      <p className="quiet">{t('delivery.note')}</p>
      <ErrorPanel error={write.error} onRetry={write.again} onClose={write.clear} />
      <Reading read={read}>
        {({ people }) =>
          people.length ? (
            <>
              <p>
                <b>{t('delivery.left', { count: people.filter(({ delivery }) => !delivery?.delivered).length })}</b>
              </p>
              <Table<Untold>
                className="panel-table"
                rowKey="residentId"
                dataSource={people}
                scroll={{ x: 720 }}
                pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
                columns={[
                  { title: t('household.door'), key: 'door', render: (_, one) => `${one.entrance} ${one.door}` },
                  { title: t('resident.name'), dataIndex: 'name' },
                  { title: t('delivery.state'), key: 'state', render: (_, one) => <Standing person={one} /> },
                  {
                    title: <span className="unseen">{t('actions')}</span>,
                    key: 'steps',
                    render: (_, one) => (
                      <>
                        <Button type="link" size="small" onClick={() => setPrinting(one)}>
                          {t('delivery.print')}
                        </Button>
                        {!one.delivery?.delivered && (
                          <>
                            <Button type="link" size="small" onClick={() => record(one, 'print')}>
                              {t('delivery.printed')}
                            </Button>
                            <Button type="link" size="small" onClick={() => record(one, 'told')}>
                              {t('delivery.told')}
                            </Button>
                          </>
                        )}
                        {!one.delivery && (
                          <Popconfirm
                            title={t('delivery.consentAsk')}
                            okText={t('delivery.consented')}
                            cancelText={t('cancel')}
                            onConfirm={() => record(one, 'volunteer')}
                          >
                            <Button type="link" size="small">
                              {t('delivery.volunteer')}
                            </Button>
                          </Popconfirm>
                        )}
                      </>
                    ),
                  },
                ]}
              />
            </>
          ) : (
            <EmptyState title={t('delivery.none')} text={t('delivery.noneText')} />
          )
        }
      </Reading>
      <CertificateSheet roundId={roundId} person={printing} onClose={() => setPrinting(undefined)} />
    </>
  )
}

function Standing({ person: { delivery } }: { person: Untold }) {
  const { t } = useWords()
  const time = useTime()
  if (!delivery) return <b className="recall-late">{t('delivery.waiting')}</b>
  const values = { by: delivery.by, time: time(delivery.at), way: t(`delivery.way.${delivery.way}`) }
  return <>{t(delivery.delivered ? 'delivery.done' : 'delivery.underWay', values)}</>
}
