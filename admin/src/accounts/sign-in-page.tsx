import { signIn } from '@loumen/shared/accounts/api'
import { Button, Form, Input } from 'antd'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Door } from './door'

export default function SignInPage() {
  const { t } = useWords()
  const { refresh } = useSession()
  const enter = useWrite(signIn, () => void refresh())
  return (
    <Door title={t('signIn.title')} text={t('signIn.text')}>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={({ login, password }: { login: string; password: string }) =>
          enter.run({ login, password, on: 'console' })
        }
      >
        <Form.Item name="login" label={t('signIn.login')} rules={[{ required: true, message: t('signIn.loginRule') }]}>
          <Input size="large" autoFocus autoComplete="username" autoCapitalize="none" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordRule') }]}
        >
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <ErrorPanel error={enter.error} />
        <Button block type="primary" size="large" htmlType="submit" loading={enter.running}>
          {t('signIn.enter')}
        </Button>
      </Form>
    </Door>
  )
}
