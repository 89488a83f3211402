import { createStaff } from '@loumen/shared/accounts/api'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { FirstPassword } from './first-password'
import { type GrantDraft, GrantFields } from './grant-fields'
import { grantsOf } from './grants'
import type { Scope } from './scopes'

interface Draft {
  login: string
  name: string
  grants: GrantDraft[]
}

/** A new account; its first password is shown once. */
export function CreateStaff({
  open,
  scopes,
  onClose,
}: {
  open: boolean
  scopes: readonly Scope[]
  onClose: () => void
}) {
  const { t } = useWords()
  const [made, setMade] = useState<{ login: string; password?: string }>()
  const create = useWrite(createStaff, ({ staff, password }) => setMade({ login: staff.login, password }))
  const close = () => {
    setMade(undefined)
    create.clear()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={t('staff.create')}
      onCancel={close}
      footer={null}
      width={720}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {made ? (
        <FirstPassword login={made.login} password={made.password} onClose={close} />
      ) : (
        <Form<Draft>
          layout="vertical"
          requiredMark={false}
          initialValues={{ grants: [{}] }}
          onFinish={({ login, name, grants }) => create.run({ login, name, grants: grantsOf(grants) })}
        >
          <div className="two-fields">
            <Form.Item
              name="name"
              label={t('staff.name')}
              rules={[{ required: true, whitespace: true, message: t('staff.nameRule') }]}
            >
              <Input maxLength={40} autoFocus autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="login"
              label={t('signIn.login')}
              extra={t('staff.loginNote')}
              rules={[
                { required: true, pattern: /^\s*[a-zA-Z0-9][a-zA-Z0-9._-]{2,31}\s*$/, message: t('staff.loginRule') },
              ]}
            >
              <Input maxLength={32} autoCapitalize="none" autoComplete="off" />
            </Form.Item>
          </div>
          <GrantFields scopes={scopes} />
          <ErrorPanel error={create.error} onRetry={create.again} />
          <Button type="primary" htmlType="submit" loading={create.running}>
            {t('staff.make')}
          </Button>
        </Form>
      )}
    </Modal>
  )
}
