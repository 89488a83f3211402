import { Alert, Button, Typography } from 'antd'
import { useWords } from '../ui/language'

/** The first password, once: to be handed over, and changed at the first sign-in. */
export function FirstPassword({ login, password, onClose }: { login: string; password?: string; onClose: () => void }) {
  const { t } = useWords()
  return (
    <div className="stack">
      <Alert type="info" showIcon title={t('staff.made')} description={t('staff.madeText')} />
      <dl className="person-fields">
        <dt>{t('signIn.login')}</dt>
        <dd>
          <Typography.Text copyable code data-testid="made-login">
            {login}
          </Typography.Text>
        </dd>
        <dt>{t('staff.firstPassword')}</dt>
        <dd>
          {password ? (
            <Typography.Text copyable code data-testid="made-password">
              {password}
            </Typography.Text>
          ) : (
            t('staff.passwordGone')
          )}
        </dd>
      </dl>
      <div>
        <Button type="primary" onClick={onClose}>
          {t('staff.noted')}
        </Button>
      </div>
    </div>
  )
}
