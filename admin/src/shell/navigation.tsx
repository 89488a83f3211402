import { Drawer } from 'antd'
import { NavLink } from 'react-router'
import { communityPath } from '../community/community'
import { useSession } from '../remote/session'
import { pages } from '../routes'
import { useWords } from '../ui/language'

/** The menu: at the side on a desktop, behind the menu button on a phone. Only pages that the person may open. */
export function Navigation({
  communityId,
  open,
  onClose,
}: {
  communityId: string
  open: boolean
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <>
      <aside className="side">
        <Menu communityId={communityId} />
      </aside>
      <Drawer open={open} onClose={onClose} placement="left" size={260} title={t('menu.title')}>
        <Menu communityId={communityId} />
      </Drawer>
    </>
  )
}

function Menu({ communityId }: { communityId: string }) {
  const { t } = useWords()
  const { may } = useSession()
  return (
    <nav aria-label={t('menu.title')} className="menu">
      {pages.map(({ path, menu, ability }) =>
        menu && may(ability) ? (
          <NavLink key={path} to={communityPath(communityId, path)} end={path === ''}>
            {t(menu)}
          </NavLink>
        ) : null,
      )}
    </nav>
  )
}
