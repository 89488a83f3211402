import { UserOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useMe, useSession } from '../remote/session'
import { errorText } from '../ui/errors'
import { useWords } from '../ui/language'

/** The signed-in person's own menu: language and the way out. */
export function Person() {
  const { t, language, setLanguage } = useWords()
  const { leave } = useSession()
  const { notification } = App.useApp()
  const me = useMe()
  const out = () => leave().catch((error) => notification.error({ title: errorText(error, language, t) }))
  return (
    <>
      <Button
        type="text"
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        title={t('language.other')}
        data-testid="language"
      >
        {language === 'zh' ? 'EN' : '中文'}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', label: me.login ?? me.name, disabled: true },
            { key: 'out', label: t('signOut'), onClick: out },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} data-testid="person">
          <span className="person-name">{me.name}</span>
        </Button>
      </Dropdown>
    </>
  )
}
