import { Drawer } from 'antd'
import { useId } from 'react'
import { NavLink } from 'react-router'
import { communityPath } from '../community/community'
import { useSession } from '../remote/session'
import { menu, menuGroups } from '../routes'
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
  const id = useId()
  const own = menu.filter(({ ability }) => may(ability))
  return (
    <nav aria-label={t('menu.title')} className="menu">
      {menuGroups.map((group) => {
        const links = own.filter((each) => each.menu[0] === group)
        return links.length ? (
          <div key={group}>
            <p id={`${id}-${group}`} className="menu-heading">
              {t(`menu.group.${group}`)}
            </p>
            <ul aria-labelledby={`${id}-${group}`}>
              {links.map(({ path, menu: [, name] }) => (
                <li key={path}>
                  <NavLink to={communityPath(communityId, path)} end={path === ''}>
                    {t(name)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ) : null
      })}
    </nav>
  )
}
