import { arrivalWords } from '@loumen/shared/words/muster'
import { useRouter } from '@tarojs/taro'
import { openedWith } from '../../platform/opened-with'
import { startOverAsStaff } from '../../platform/places'
import { useSession } from '../../remote/session'
import { Words } from '../../ui/elements'
import { Page } from '../../ui/page'
import { useWords } from '../../use-words'
import { CodeForm } from '../sign-in/code-form'
import { Arrived } from './arrived'

/** Opened by a site's arrival code: whoever was mobilised signs in with a code, and is noted as arrived. */
export default function Arrival() {
  const { t } = useWords(arrivalWords)
  const { s, site: siteId = s } = openedWith(useRouter().params)
  const session = useSession('staff')
  return (
    <Page id="arrival" title={t('title')} onBack={() => startOverAsStaff(session ? 'home' : 'sign-in')}>
      {session === null && (
        <>
          <Words className="lead">{t('lead')}</Words>
          <CodeForm />
        </>
      )}
      {session && siteId && <Arrived siteId={siteId} />}
    </Page>
  )
}
