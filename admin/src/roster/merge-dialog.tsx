import type { RefusalCode } from '@loumen/shared/refusals'
import { mergeResidents, previewMerge } from '@loumen/shared/roster/people-api'
import type { MergeField, MergePreview } from '@loumen/shared/roster/people-schema'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { Alert, Button, Modal, Radio, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { PersonLine } from './person-list'

/** Two entries side by side before they are joined: what differs, and which of it is kept. */
export function MergeDialog({
  residentId,
  otherId,
  onClose,
}: {
  residentId: string
  otherId: string
  onClose: () => void
}) {
  const { t } = useWords()
  const [preview, setPreview] = useState<MergePreview>()
  const look = useWrite(previewMerge, setPreview)
  const { run } = look
  useEffect(() => void run({ residentId, otherId }), [run, residentId, otherId])
  return (
    <Modal open title={t('roster.mergeTitle')} onCancel={onClose} footer={null} width={640}>
      <ErrorPanel error={look.error} onRetry={look.again} />
      {preview ? <Choice preview={preview} onClose={onClose} /> : !look.error && <Skeleton active />}
    </Modal>
  )
}

function Choice({ preview, onClose }: { preview: MergePreview; onClose: () => void }) {
  const { t, d, language } = useWords()
  const join = useWrite(mergeResidents, onClose)
  const [from, setFrom] = useState(() => new Map(preview.fields.map((each) => [each.field, each.from])))
  const taken = [...from].flatMap(([field, which]): MergeField[] => (which === 'drop' ? [field] : []))
  const [keep, drop] = preview.people
  return (
    <div data-testid="merge-preview">
      <p>{t('roster.mergeText')}</p>
      <p>
        <span className="quiet">{t('roster.mergeKeep')}</span> <PersonLine person={keep} />
      </p>
      <p>
        <span className="quiet">{t('roster.mergeDrop')}</span> <PersonLine person={drop} />
      </p>
      {preview.fields.length === 0 && <p className="quiet">{t('roster.mergeSame')}</p>}
      {preview.fields.map(({ field, keep: kept, drop: gone }) => (
        <fieldset key={field} className="merge-field">
          <legend>{d('personField', field)}</legend>
          <Radio.Group
            value={from.get(field)}
            onChange={({ target }) => setFrom((before) => new Map(before).set(field, target.value))}
            options={[
              { value: 'keep', label: kept || '—' },
              { value: 'drop', label: gone || '—' },
            ]}
          />
        </fieldset>
      ))}
      {preview.obstacle && (
        <Alert type="warning" showIcon title={sayRefusal(language, preview.obstacle as RefusalCode)} />
      )}
      <ErrorPanel error={join.error} onRetry={join.again} />
      <div className="row">
        <Button
          type="primary"
          disabled={!!preview.obstacle}
          loading={join.running}
          onClick={() =>
            void join.run({
              residentId: preview.keepId,
              otherId: preview.dropId,
              revs: preview.revs,
              fields: taken,
            })
          }
        >
          {t('roster.merge')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </div>
  )
}
