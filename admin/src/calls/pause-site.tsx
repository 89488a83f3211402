import { pauseSite } from '@loumen/shared/rounds/api'
import { PauseReason, type Site } from '@loumen/shared/rounds/schema'
import { Form, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

const expectations = [10, 20, 30, 60, 120]

/** Stops a site for a while: why, and when it is expected to go on. */
export function PauseSite({ site, now, onClose }: { site: Site; now: string; onClose: () => void }) {
  const { t, d } = useWords()
  const pause = useWrite(pauseSite, onClose)
  const [reason, setReason] = useState<PauseReason>('storm')
  const [minutes, setMinutes] = useState<number | null>(30)
  const until = minutes === null ? undefined : new Date(Date.parse(now) + minutes * 60_000).toISOString()
  return (
    <Modal
      open
      title={t('site.pauseTitle', { site: site.name })}
      okText={t('site.pause')}
      cancelText={t('cancel')}
      confirmLoading={pause.running}
      onOk={() => void pause.run({ siteId: site.id, reason, until })}
      onCancel={onClose}
      data-testid="pause-site"
    >
      <p>{t('site.pauseText')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('reason')}>
          <Radio.Group
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            options={PauseReason.options.map((value) => ({ value, label: d('pause', value) }))}
          />
        </Form.Item>
        <Form.Item label={t('site.pauseUntil')}>
          <Radio.Group
            value={minutes}
            onChange={({ target }) => setMinutes(target.value)}
            options={[
              ...expectations.map((value) => ({ value, label: t('site.pauseMinutes', { minutes: value }) })),
              { value: null as unknown as number, label: t('site.pauseUnknown') },
            ]}
          />
        </Form.Item>
      </Form>
      <ErrorPanel error={pause.error} onRetry={pause.again} onClose={pause.clear} />
    </Modal>
  )
}
