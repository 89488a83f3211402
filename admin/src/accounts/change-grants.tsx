import { setGrants } from '@loumen/shared/accounts/api'
import type { Staff } from '@loumen/shared/accounts/schema'
import { Button, Form, Modal } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { type GrantDraft, GrantFields } from './grant-fields'
import { draftsOf, grantsOf } from './grants'
import type { Scope } from './scopes'

/** Other roles for somebody; what they may do follows at once. */
export function ChangeGrants({
  person,
  scopes,
  onClose,
}: {
  person?: Staff
  scopes: readonly Scope[]
  onClose: () => void
}) {
  const { t } = useWords()
  const change = useWrite(setGrants, onClose)
  return (
    <Modal
      open={!!person}
      title={t('staff.changeTitle', { name: person?.name ?? '' })}
      onCancel={onClose}
      footer={null}
      width={720}
      destroyOnHidden
    >
      {person && (
        <Form<{ grants: GrantDraft[] }>
          layout="vertical"
          requiredMark={false}
          initialValues={{ grants: draftsOf(person.grants) }}
          onFinish={({ grants }) => change.run({ accountId: person.id, grants: grantsOf(grants) })}
        >
          <GrantFields scopes={scopes} />
          <ErrorPanel error={change.error} onRetry={change.again} onClose={change.clear} />
          <Button type="primary" htmlType="submit" loading={change.running}>
            {t('staff.saveRoles')}
          </Button>
        </Form>
      )}
    </Modal>
  )
}
