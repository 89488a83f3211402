import type { Site } from '@loumen/shared/rounds/schema'
import { signCheck } from '@loumen/shared/tubes/api'
import type { ShiftCheck } from '@loumen/shared/tubes/schema'
import { Button, Form, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { saveText } from '../ui/save-text'
import { belowHead } from '../ui/theme'
import { clockTime, useTime } from '../ui/time'
import { checksAsText } from './checks-as-text'

const differs = ({ missing, unknown }: ShiftCheck) => missing.length + unknown.length > 0

/** Counts at every change of shift, the latest first, with what differed and who answers for it. */
export function Checks({ site, checks }: { site: Site; checks: readonly ShiftCheck[] }) {
  const { t, language } = useWords()
  const { may } = useSession()
  const time = useTime()
  const [signing, setSigning] = useState<ShiftCheck>()
  const numberOf = (id: string) => site.tables.find((table) => table.id === id)?.number ?? 0
  return (
    <section aria-label={t('codes.checks')}>
      <div className="row between">
        <h2>{t('codes.checks')}</h2>
        {checks.length > 0 && (
          <Button onClick={() => saveText(t('codes.file'), checksAsText(site, checks, language))}>
            {t('codes.export')}
          </Button>
        )}
      </div>
      <Table<ShiftCheck>
        className="panel-table"
        rowKey="id"
        sticky={belowHead}
        dataSource={[...checks]}
        scroll={{ x: 900 }}
        locale={{ emptyText: t('codes.checksNone') }}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        columns={[
          {
            title: t('codes.whose'),
            key: 'table',
            render: (_, one) => t('codes.table', { number: numberOf(one.tableId) }),
          },
          {
            title: t('codes.shift'),
            key: 'shift',
            render: (_, { since, at }) => `${since ? clockTime(since) : t('codes.fromStart')} – ${time(at)}`,
          },
          { title: t('codes.who'), dataIndex: 'by' },
          { title: t('codes.closed'), dataIndex: 'closed', align: 'right' },
          { title: t('codes.record'), dataIndex: 'scanned', align: 'right' },
          { title: t('codes.inHand'), dataIndex: 'counted', align: 'right' },
          {
            title: t('codes.difference'),
            key: 'difference',
            width: 380,
            render: (_, check) => (
              <>
                {!differs(check) && t('codes.same')}
                {check.missing.length > 0 && <div>{t('codes.lacking', { codes: check.missing.join('、') })}</div>}
                {check.unknown.length > 0 && <div>{t('codes.extra', { codes: check.unknown.join('、') })}</div>}
                {check.signed && (
                  <div className="quiet">{t('codes.signed', { ...check.signed, time: time(check.signed.at) })}</div>
                )}
                {differs(check) && !check.signed && (
                  <div className="row">
                    <b>{t('codes.unsigned')}</b>
                    {may('tubes.keep') && (
                      <Button
                        size="small"
                        aria-label={`${t('codes.sign')} ${t('codes.table', { number: numberOf(check.tableId) })} ${time(check.at)}`}
                        onClick={() => setSigning(check)}
                      >
                        {t('codes.sign')}
                      </Button>
                    )}
                  </div>
                )}
              </>
            ),
          },
        ]}
      />
      {signing && (
        <Sign
          check={signing}
          title={t('codes.signTitle', { number: numberOf(signing.tableId), time: time(signing.at) })}
          onClose={() => setSigning(undefined)}
        />
      )}
    </section>
  )
}

function Sign({ check, title, onClose }: { check: ShiftCheck; title: string; onClose: () => void }) {
  const { t } = useWords()
  const sign = useWrite(signCheck, onClose)
  return (
    <Modal open title={title} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<{ note: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ note }) => void sign.run({ checkId: check.id, note })}
      >
        <p>{t('codes.signNote')}</p>
        <Form.Item
          name="note"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonRule') }]}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <ErrorPanel error={sign.error} onRetry={sign.again} />
        <Button type="primary" htmlType="submit" loading={sign.running}>
          {t('codes.sign')}
        </Button>
      </Form>
    </Modal>
  )
}
