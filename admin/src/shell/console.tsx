import { Layout, Spin } from 'antd'
import { type ReactNode, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { NewCommunityPage, pages } from '../routes'
import { CommunityFrame } from './community-frame'
import { FirstPage } from './first-page'
import { Header } from './header'
import { HomePage } from './home-page'
import { MissingPage } from './missing-page'
import { Permitted } from './permitted'

/** The console of a signed-in person. */
export default function Console() {
  return (
    <Routes>
      <Route
        path="/"
        element={
          <Plain>
            <HomePage />
          </Plain>
        }
      />
      <Route
        path="/communities/new"
        element={
          <Plain>
            <Permitted ability="communities.create">
              <NewCommunityPage />
            </Permitted>
          </Plain>
        }
      />
      <Route path="/c/:communityId" element={<CommunityFrame />}>
        {pages.map(({ path, page: Shown, ability }) => (
          <Route
            key={path}
            path={path}
            element={
              path === '' ? (
                <FirstPage>
                  <Permitted ability={ability}>
                    <Shown />
                  </Permitted>
                </FirstPage>
              ) : (
                <Permitted ability={ability}>
                  <Shown />
                </Permitted>
              )
            }
          />
        ))}
        <Route path="*" element={<MissingPage />} />
      </Route>
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  )
}

function Plain({ children }: { children: ReactNode }) {
  return (
    <Layout className="shell">
      <Header />
      <main className="shell-main">
        <Suspense fallback={<Spin className="whole" />}>{children}</Suspense>
      </main>
    </Layout>
  )
}
