import { apply, listPlaces } from '@loumen/shared/joining/api'
import { NewcomerKind } from '@loumen/shared/joining/schema'
import { joiningWords } from '@loumen/shared/words/joining'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { CommunityChoice, useCommunityChoice } from '../../ui/community-choice'
import { Box, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { useSecondLook } from '../../ui/use-second-look'
import { useWords } from '../../use-words'

const elsewhere = 'elsewhere'
const mostShown = 8

/** Who somebody is and where they live; a community's own link (`?c=<id>`) chooses the community. */
export function JoinForm({ onSent }: { onSent: () => void }) {
  const { t, word } = useWords(joiningWords)
  const shared = useWords()
  const { params } = useRouter()
  const choice = useCommunityChoice(params.c)
  const { list, communities, communityId } = choice
  const { write, busy, problem, retry } = useWrite('resident')
  const [kind, setKind] = useState<NewcomerKind>()
  const [name, setName] = useState('')
  const [document, setDocument] = useState('')
  const [entranceId, setEntranceId] = useState<string>()
  const [door, setDoor] = useState('')
  const [address, setAddress] = useState('')
  const [note, setNote] = useState('')
  const [incomplete, setIncomplete] = useState(false)

  const look = useSecondLook(document)
  const outside = entranceId === elsewhere
  const send = () => {
    const place = outside ? address.trim() : entranceId && door.trim()
    const complete = !!communityId && !!kind && !!name.trim() && !!place
    setIncomplete(!complete)
    if (!communityId || !kind || !complete || look.firstLook()) return
    void write(
      apply,
      {
        communityId,
        kind,
        name,
        document: document.trim() || null,
        entranceId: outside ? null : entranceId,
        door: outside ? null : door,
        address: outside ? address : null,
        note: note.trim() || null,
      },
      onSent,
    )
  }
  return (
    <ResidentPage
      id="join"
      title={t('title')}
      footer={
        <BigButton id="join-send" onPress={send} disabled={busy || !communities.length}>
          {t('send')}
        </BigButton>
      }
    >
      <Words className="lead">{t('lead')}</Words>
      <CommunityChoice
        label={t('community')}
        choice={choice}
        onChoose={(id) => {
          choice.choose(id)
          setEntranceId(undefined)
        }}
      />
      <Choices
        id="kind"
        label={t('kind')}
        titled
        options={NewcomerKind.options.map((one) => ({ value: one, text: word('newcomer', one) }))}
        value={kind}
        onChange={setKind}
      />
      <TextField id="join-name" label={t('name')} value={name} onChange={setName} autoComplete="name" maxLength={40} />
      <TextField
        id="join-document"
        label={t('document')}
        value={document}
        onChange={setDocument}
        autoComplete="off"
        maxLength={30}
      />
      <Place communityId={communityId} entranceId={entranceId} onChange={setEntranceId} />
      {entranceId && !outside && (
        <TextField id="join-door" label={t('door')} value={door} onChange={setDoor} autoComplete="off" maxLength={20} />
      )}
      {outside && (
        <TextField
          id="join-address"
          label={t('address')}
          value={address}
          onChange={setAddress}
          autoComplete="off"
          maxLength={120}
        />
      )}
      <TextField id="join-note" label={t('note')} value={note} onChange={setNote} autoComplete="off" maxLength={200} />
      {incomplete && (
        <Box className="problem" role="alert">
          {t('missing')}
        </Box>
      )}
      {look.doubtful && (
        <Box className="problem" role="alert">
          {shared.t('documentDoubt')}
        </Box>
      )}
      <ProblemNote problem={problem ?? list.problem} retry={retry} />
    </ResidentPage>
  )
}

/** One of a community's entrances and groups, found by a few letters where there are many. */
function Place(props: {
  communityId: string | undefined
  entranceId: string | undefined
  onChange: (id: string) => void
}) {
  const { communityId, entranceId, onChange } = props
  const { t } = useWords(joiningWords)
  const read = useRead('resident', listPlaces, communityId ? { communityId } : undefined)
  const [wanted, setWanted] = useState('')
  const places = read.value?.places ?? []
  const letters = wanted.replace(/\s/g, '').toLowerCase()
  const fitting = places.filter(({ label }) => label.toLowerCase().includes(letters))
  const shown = fitting.filter(({ id }, i) => i < mostShown || id === entranceId)
  if (!communityId) return null
  return (
    <>
      {places.length > mostShown && (
        <TextField
          id="join-find"
          label={t('entranceFind')}
          value={wanted}
          onChange={setWanted}
          autoComplete="off"
          maxLength={20}
        />
      )}
      <Choices
        id="entrance"
        label={t('entrance')}
        titled
        options={[
          ...shown.map(({ id, label }) => ({ value: id, text: label })),
          { value: elsewhere, text: t('entranceOther') },
        ]}
        value={entranceId}
        onChange={onChange}
      />
      {fitting.length > shown.length && (
        <Words className="note">{t('entranceMore', { count: fitting.length - shown.length })}</Words>
      )}
      <ProblemNote problem={read.problem} retry={read.again} asks />
    </>
  )
}
