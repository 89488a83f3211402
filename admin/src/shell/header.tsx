import { MenuOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import { CommunitySwitcher } from '../community/community-switcher'
import { useWords } from '../ui/language'
import { LiveSign } from './live-sign'
import { Person } from './person'

export function Header({ communityId, onMenu }: { communityId?: string; onMenu?: () => void }) {
  const { t } = useWords()
  return (
    <header className="head">
      {onMenu && (
        <Button
          className="head-menu"
          type="text"
          icon={<MenuOutlined />}
          aria-label={t('menu.title')}
          onClick={onMenu}
        />
      )}
      <Link to="/" className="brand" aria-label={t('brand')}>
        <img src="/admin/icon.svg" alt="" width="26" height="26" />
        <span>楼门</span>
      </Link>
      <CommunitySwitcher communityId={communityId} />
      <span className="head-gap" />
      {communityId && <LiveSign />}
      <Person />
    </header>
  )
}
