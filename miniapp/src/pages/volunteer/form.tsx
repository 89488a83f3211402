import { listCommunities } from '@loumen/shared/community/api'
import { volunteer } from '@loumen/shared/volunteers/api'
import { VolunteerHelp, VolunteerTime } from '@loumen/shared/volunteers/schema'
import { volunteeringWords } from '@loumen/shared/words/volunteers'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, TextField, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { Ticks } from '../../ui/ticks'
import { useWords } from '../../use-words'

const everywhere = {}

/** What somebody can do and when; a community's own link (`?c=<id>`) chooses the community. */
export function OfferForm({ onSent }: { onSent: () => void }) {
  const { t } = useWords(volunteeringWords)
  const { params } = useRouter()
  const list = useRead('resident', listCommunities, everywhere)
  const { write, busy, problem, retry } = useWrite('resident')
  const [chosen, setChosen] = useState(params.c)
  const [name, setName] = useState('')
  const [helps, setHelps] = useState<VolunteerHelp[]>([])
  const [times, setTimes] = useState<VolunteerTime[]>([])
  const [note, setNote] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const communities = list.value?.communities ?? []
  const only = communities.length === 1 ? communities[0] : undefined
  const communityId = (communities.find(({ id }) => id === chosen) ?? only)?.id
  const send = () => {
    const complete = !!communityId && !!name.trim() && helps.length > 0 && times.length > 0
    setIncomplete(!complete)
    if (!complete) return
    void write(volunteer, { communityId, name, helps, times, note: note.trim() || null }, onSent)
  }
  return (
    <ResidentPage id="volunteer" title={t('title')}>
      <Words className="lead">{t('lead')}</Words>
      {communities.length > 1 && (
        <Choices
          id="community"
          label={t('community')}
          titled
          options={communities.map((community) => ({ value: community.id, text: community.name }))}
          value={communityId}
          onChange={setChosen}
        />
      )}
      <TextField
        id="volunteer-name"
        label={t('name')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={40}
      />
      <Section title={t('helps')}>
        <Ticks
          id="volunteer-helps"
          label={t('helps')}
          options={VolunteerHelp.options.map((one) => ({ value: one, text: t(`volunteerHelp.${one}`) }))}
          values={helps}
          onChange={(values) => setHelps(VolunteerHelp.options.filter((one) => values.includes(one)))}
        />
      </Section>
      <Section title={t('times')}>
        <Ticks
          id="volunteer-times"
          label={t('times')}
          options={VolunteerTime.options.map((one) => ({ value: one, text: t(`volunteerTime.${one}`) }))}
          values={times}
          onChange={(values) => setTimes(VolunteerTime.options.filter((one) => values.includes(one)))}
        />
      </Section>
      <TextField
        id="volunteer-note"
        label={t('note')}
        value={note}
        onChange={setNote}
        autoComplete="off"
        maxLength={200}
      />
      {incomplete && (
        <Box className="problem" role="alert">
          {t('missing')}
        </Box>
      )}
      <BigButton id="volunteer-send" onPress={send} disabled={busy || !communities.length}>
        {t('send')}
      </BigButton>
      <ProblemNote problem={problem ?? list.problem} retry={problem ? retry : list.again} />
    </ResidentPage>
  )
}
