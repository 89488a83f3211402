import { listCommunities } from '@loumen/shared/community/api'
import { claimHousehold } from '@loumen/shared/roster/api'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { openedWith } from '../../platform/opened-with'
import { startOver } from '../../platform/places'
import { keep, readKept } from '../../platform/storage'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { useWords } from '../../use-words'
import { Answered } from './answered'
import { ScanSlip } from './scan-slip'

const everywhere = {}

/** Asks for a household by name and document number; a community's own link (`?c=<id>`) chooses the community. */
export default function Claim() {
  const { t } = useWords()
  const { params } = useRouter()
  const list = useRead('resident', listCommunities, everywhere)
  const { write, busy, problem, retry } = useWrite('resident')
  const [chosen, setChosen] = useState(() => openedWith(params).c ?? readKept<string>('invited'))
  // Somebody who followed their community's code has to sign in first.
  useEffect(() => {
    if (chosen) keep('invited', chosen)
  }, [chosen])
  const [name, setName] = useState('')
  const [document, setDocument] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const [answer, setAnswer] = useState<'granted' | 'waiting'>()

  const communities = list.value?.communities ?? []
  const communityId = (
    communities.find(({ id }) => id === chosen) ?? (communities.length === 1 ? communities[0] : undefined)
  )?.id
  const send = () => {
    const complete = !!communityId && !!name.trim() && !!document.trim()
    setIncomplete(!complete)
    if (!complete) return
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
      {communities.length > 1 && (
        <Choices
          id="community"
          label={t('claimCommunity')}
          titled
          options={communities.map((community) => ({ value: community.id, text: community.name }))}
          value={communityId}
          onChange={setChosen}
        />
      )}
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
      <ProblemNote problem={problem ?? list.problem} retry={retry} />
      <ScanSlip onGranted={() => setAnswer('granted')} />
    </ResidentPage>
  )
}
