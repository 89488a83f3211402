import { register } from '@loumen/shared/tickets/api'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { useState } from 'react'
import { goBack, startOver } from '../../platform/places'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { LiveBar } from '../../ui/live-bar'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { useWords } from '../../use-words'
import { canAnswer, type Draft, draftOf, finished } from './answers'
import { HearsNothing } from './hears-nothing'
import { PersonAnswer } from './person-answer'

interface Props {
  household: HouseholdTickets
  onSaved: () => Promise<void>
}

/** The household's answers, one card for each person, and one button. */
export function Answers({ household, onSaved }: Props) {
  const { t } = useWords()
  const { write, busy, problem, retry } = useWrite('resident')
  const [changed, setChanged] = useState<Record<string, Draft>>({})
  const [incomplete, setIncomplete] = useState(false)
  const [saved, setSaved] = useState(false)

  const open = household.tickets.filter(canAnswer)
  const drafts = open.map((ticket) => changed[ticket.residentId] ?? draftOf(ticket))
  const change = (draft: Draft) => {
    setChanged((before) => ({ ...before, [draft.residentId]: draft }))
    setSaved(false)
    setIncomplete(false)
  }
  const send = () => {
    const answers = finished(drafts)
    setIncomplete(!answers)
    if (!answers) return
    const { roundId, householdId } = household
    void write(register, { roundId, householdId, answers }, () => {
      setSaved(true)
      void onSaved()
    })
  }
  const leave = () => goBack(() => startOver('home'))

  return (
    <ResidentPage
      id="registration"
      title={t('registrationTitle')}
      notice={<LiveBar kind="resident" at={undefined} />}
      footer={
        saved || !open.length ? (
          <BigButton id="registration-done" onPress={leave}>
            {t('toHome')}
          </BigButton>
        ) : (
          <BigButton id="registration-send" onPress={send} disabled={busy}>
            {t('registrationSend')}
          </BigButton>
        )
      }
    >
      <Words className="lead">{t(open.length ? 'registrationBody' : 'registrationLocked')}</Words>
      {drafts.map((draft) => (
        <PersonAnswer
          key={draft.residentId}
          name={household.tickets.find(({ residentId }) => residentId === draft.residentId)?.name ?? ''}
          draft={draft}
          onChange={change}
        />
      ))}
      {incomplete && (
        <Box className="problem" role="alert">
          {t('reasonMissing')}
        </Box>
      )}
      {saved && (
        <Box id="registration-saved" className="good" role="status">
          {t('registrationSent')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <HearsNothing householdId={household.householdId} />
    </ResidentPage>
  )
}
