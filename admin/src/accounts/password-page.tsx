import { changePassword } from '@loumen/shared/accounts/api'
import { Button, Form, Input } from 'antd'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Door } from './door'

/** A first password is known to somebody else, so its owner sets a new one before anything. */
export default function PasswordPage() {
  const { t } = useWords()
  const { refresh, leave } = useSession()
  const change = useWrite(changePassword, () => void refresh())
  return (
    <Door title={t('password.title')} text={t('password.text')}>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={({ current, next }: { current: string; next: string }) => change.run({ current, next })}
      >
        <Form.Item
          name="current"
          label={t('password.current')}
          rules={[{ required: true, message: t('signIn.passwordRule') }]}
        >
          <Input.Password size="large" autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('password.next')}
          rules={[{ required: true, min: 12, message: t('password.rule') }]}
        >
          <Input.Password size="large" autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <Form.Item
          name="repeat"
          label={t('password.repeat')}
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_, value) => {
                if (value !== getFieldValue('next')) throw new Error(t('password.differs'))
              },
            }),
          ]}
        >
          <Input.Password size="large" autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <ErrorPanel error={change.error} />
        <Button block type="primary" size="large" htmlType="submit" loading={change.running}>
          {t('password.set')}
        </Button>
        <Button block type="link" onClick={() => void leave()}>
          {t('signOut')}
        </Button>
      </Form>
    </Door>
  )
}
