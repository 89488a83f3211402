import type { ReactNode } from 'react'
import { goBack, startOver } from '../platform/places'
import { useSession } from '../remote/session'
import { useWords } from '../use-words'
import { BigButton } from './big-button'
import { Words } from './elements'
import { Page } from './page'

interface Props {
  id: string
  title: string
  notice?: ReactNode
  footer?: ReactNode
  tone?: number
  children: ReactNode
}

/** A resident's page below home; somebody who is not signed in is shown the way. */
export function ResidentPage({ children, footer, ...page }: Props) {
  const { t } = useWords()
  const session = useSession('resident')
  const home = () => startOver('home')
  if (session === null)
    return (
      <Page
        {...page}
        onBack={home}
        footer={
          <BigButton id="to-home" onPress={home}>
            {t('toHome')}
          </BigButton>
        }
      >
        <Words className="lead">{t('introBody')}</Words>
      </Page>
    )
  return (
    <Page {...page} footer={footer} onBack={() => goBack(home)}>
      {children}
    </Page>
  )
}
