import { claimHousehold } from '@loumen/shared/roster/api'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { openedWith } from '../../platform/opened-with'
import { startOver } from '../../platform/places'
import { keep, readKept } from '../../platform/storage'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { CommunityChoice, useCommunityChoice } from '../../ui/community-choice'
import { Box, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { useSecondLook } from '../../ui/use-second-look'
import { useWords } from '../../use-words'
import { Answered } from './answered'
import { ScanSlip } from './scan-slip'

/** Asks for a household by name and document number; a community's own link (`?c=<id>`) chooses the community. */
export default function Claim() {
  const { t } = useWords()
  const { params } = useRouter()
  const choice = useCommunityChoice(openedWith(params).c ?? readKept<string>('invited'))
  const { list, communities, communityId, chosen } = choice
  const { write, busy, problem, retry } = useWrite('resident')
  // Somebody who followed their community's code has to sign in first.
  useEffect(() => {
    if (chosen) keep('invited', chosen)
  }, [chosen])
  const [name, setName] = useState('')
  const [document, setDocument] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const look = useSecondLook(document)
  const [answer, setAnswer] = useState<'granted' | 'waiting'>()

  const send = () => {
    const complete = !!communityId && !!name.trim() && !!document.trim()
    setIncomplete(!complete)
    if (!complete || look.firstLook()) return
    void write(claimHousehold, { communityId, name, document }, ({ state }) =>
      setAnswer(state === 'granted' ? 'granted' : 'waiting'),
    )
  }
  const home = () => startOver('home')
  if (answer) return <Answered answer={answer} onHome={home} />

  return (
    <ResidentPage
      id="claim"
      title={t('claimTitle')}
      footer={
        <BigButton id="claim-send" onPress={send} disabled={busy || !communities.length}>
          {t('claimSend')}
        </BigButton>
      }
    >
      <Words className="lead">{t('noHouseholdBody')}</Words>
      <CommunityChoice label={t('claimCommunity')} choice={choice} onChoose={choice.choose} />
      {list.value && !communities.length && <Words className="note">{t('noCommunities')}</Words>}
      <TextField
        id="claim-name"
        label={t('claimName')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={40}
      />
      <TextField
        id="claim-document"
        label={t('claimDocument')}
        hint={t('claimDocumentHint')}
        value={document}
        onChange={setDocument}
        onEnter={send}
        autoComplete="off"
        maxLength={30}
      />
      {incomplete && (
        <Box className="problem" role="alert">
          {t(communityId ? 'claimMissing' : 'claimCommunity')}
        </Box>
      )}
      {look.doubtful && (
        <Box id="claim-doubt" className="problem" role="alert">
          {t('documentDoubt')}
        </Box>
      )}
      <ProblemNote problem={problem ?? list.problem} retry={retry} />
      <ScanSlip onGranted={() => setAnswer('granted')} />
    </ResidentPage>
  )
}
