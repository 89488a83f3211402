import { RefusedByServer } from '@loumen/shared/client'
import { editResident } from '@loumen/shared/roster/people-api'
import type { Resident } from '@loumen/shared/roster/schema'
import { Alert, Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { PersonFields } from './person-fields'
import { changeOf, type PersonValues, valuesOf } from './person-values'

/** Changes what is said of a person. When somebody else was faster, what was written here stays for a second look. */
export function EditPerson({
  resident,
  others,
  onClose,
}: {
  resident: Resident
  others: readonly Resident[]
  onClose: () => void
}) {
  const { t } = useWords()
  // What was not touched here is no change, even when somebody else has changed it meanwhile.
  const [opened] = useState(resident)
  const edit = useWrite(editResident, onClose)
  const stale = edit.error instanceof RefusedByServer && edit.error.code === 'roster.stale'
  return (
    <Modal open title={t('people.editTitle', { name: resident.name })} onCancel={onClose} footer={null} width={640}>
      <p className="quiet">{t('people.keepBlank')}</p>
      <Form<PersonValues>
        layout="vertical"
        requiredMark={false}
        initialValues={valuesOf(opened)}
        data-testid="edit-person"
        onFinish={(values) =>
          void edit.run({
            residentId: resident.id,
            rev: resident.rev,
            change: changeOf(values, opened),
            reason: values.reason?.trim() || undefined,
          })
        }
      >
        <PersonFields resident={resident} others={others} />
        {stale ? (
          <Alert type="warning" showIcon role="alert" title={t('people.stale')} />
        ) : (
          <ErrorPanel error={edit.error} onRetry={edit.again} />
        )}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={edit.running}>
            {t('people.save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </Form>
    </Modal>
  )
}
