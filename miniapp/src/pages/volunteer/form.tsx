import { volunteer } from '@loumen/shared/volunteers/api'
import { VolunteerHelp, VolunteerTime } from '@loumen/shared/volunteers/schema'
import { volunteeringWords } from '@loumen/shared/words/volunteers'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { CommunityChoice, useCommunityChoice } from '../../ui/community-choice'
import { Box, TextField, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { Ticks } from '../../ui/ticks'
import { useWords } from '../../use-words'

/** What somebody can do and when; a community's own link (`?c=<id>`) chooses the community. */
export function OfferForm({ onSent }: { onSent: () => void }) {
  const { t } = useWords(volunteeringWords)
  const { params } = useRouter()
  const choice = useCommunityChoice(params.c)
  const { list, communities, communityId } = choice
  const { write, busy, problem, retry } = useWrite('resident')
  const [name, setName] = useState('')
  const [helps, setHelps] = useState<VolunteerHelp[]>([])
  const [times, setTimes] = useState<VolunteerTime[]>([])
  const [note, setNote] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const send = () => {
    const complete = !!communityId && !!name.trim() && helps.length > 0 && times.length > 0
    setIncomplete(!complete)
    if (!complete) return
    void write(volunteer, { communityId, name, helps, times, note: note.trim() || null }, onSent)
  }
  return (
    <ResidentPage id="volunteer" title={t('title')}>
      <Words className="lead">{t('lead')}</Words>
      <CommunityChoice label={t('community')} choice={choice} onChoose={choice.choose} />
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
