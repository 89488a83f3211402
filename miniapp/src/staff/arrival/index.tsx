import type { Output } from '@loumen/shared/endpoint'
import { openJoinCode } from '@loumen/shared/muster/asks-api'
import { JoinCode } from '@loumen/shared/muster/schema'
import { arrivalWords } from '@loumen/shared/words/muster-on-phones'
import { useRouter } from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { openedWith } from '../../platform/opened-with'
import { startOverAsStaff } from '../../platform/places'
import { useSession } from '../../remote/session'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Words } from '../../ui/elements'
import { Page } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { CodeForm } from '../sign-in/code-form'
import { Arrived } from './arrived'
import { AskToHelp, forgetAsk, keptAsk } from './ask'

/**
 * Opened by the code that is posted at a site (`j`), or by its site (`s`): whoever was mobilised signs in with a code and is noted as
 * arrived; by the posted code anybody else may ask to help.
 */
export default function Arrival() {
  const { t } = useWords(arrivalWords)
  const { s, site: named = s, j } = openedWith(useRouter().params)
  const code = JoinCode.safeParse(j).data
  const session = useSession('staff')
  const { write, problem, retry } = useWrite('resident')
  const [opened, setOpened] = useState<Output<typeof openJoinCode>>()
  useEffect(() => {
    if (code) void write(openJoinCode, { code }, setOpened)
  }, [write, code])
  const siteId = opened?.siteId ?? named
  const [asking, setAsking] = useState<boolean>()
  const [turn, setTurn] = useState(0)
  const approved = useCallback(() => {
    forgetAsk()
    setAsking(false)
    setTurn((before) => before + 1)
  }, [])
  const notListed = useCallback(() => setAsking(true), [])
  const asks = opened?.live && (asking ?? !!keptAsk(opened.siteId))
  return (
    <Page id="arrival" title={t('title')} onBack={() => startOverAsStaff(session ? 'home' : 'sign-in')}>
      {opened && <Words className="quiet">{t('atSite', { community: opened.community, site: opened.site })}</Words>}
      {opened && !opened.live && <Words className="lead">{t('over')}</Words>}
      <ProblemNote problem={problem} retry={retry} />
      {session === null && !asks && (
        <>
          <Words className="lead">{t('lead')}</Words>
          <CodeForm />
        </>
      )}
      {session && siteId && <Arrived key={turn} siteId={siteId} onNotListed={notListed} />}
      {asks && code && siteId && (
        <AskToHelp key={siteId} code={code} siteId={siteId} onApproved={session ? approved : undefined} />
      )}
      {session === null && opened?.live && (
        <QuietButton id="ask-or-listed" onPress={() => setAsking(!asks)}>
          {t(asks ? 'onList' : 'notListed')}
        </QuietButton>
      )}
    </Page>
  )
}
