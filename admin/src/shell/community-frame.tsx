import { rooms } from '@loumen/shared/events'
import { Layout, Spin } from 'antd'
import { Suspense, useEffect, useState } from 'react'
import { Outlet, useLocation } from 'react-router'
import { rememberCommunity, useRounds } from '../community/community'
import { useRooms } from '../remote/use-live'
import { Header } from './header'
import { Navigation } from './navigation'

/** The frame around a community's pages: header, menu, and the community's room. */
export function CommunityFrame() {
  const { communityId } = useRounds()
  const [menuOpen, setMenuOpen] = useState(false)
  const { pathname } = useLocation()
  useRooms([rooms.community(communityId)])
  useEffect(() => rememberCommunity(communityId), [communityId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the menu
  useEffect(() => setMenuOpen(false), [pathname])
  return (
    <Layout className="shell">
      <Header communityId={communityId} onMenu={() => setMenuOpen(true)} />
      <Layout className="shell-body">
        <Navigation communityId={communityId} open={menuOpen} onClose={() => setMenuOpen(false)} />
        <main className="shell-main">
          <Suspense fallback={<Spin className="whole" />}>
            <Outlet />
          </Suspense>
        </main>
      </Layout>
    </Layout>
  )
}
