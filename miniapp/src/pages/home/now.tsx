import type { Output } from '@loumen/shared/endpoint'
import type { myTickets } from '@loumen/shared/tickets/api'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { useEffect, useRef } from 'react'
import { goTo } from '../../platform/places'
import { domainNow } from '../../remote/live'
import { useBoard } from '../../remote/use-board'
import type { Reading } from '../../remote/use-read'
import { BigButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { LiveBar } from '../../ui/live-bar'
import { ProblemNote } from '../../ui/problem-note'
import { Reminder } from '../../ui/reminder'
import { useWords } from '../../use-words'
import { Called } from './called'
import { HomePage } from './home-page'
import { Links } from './links'
import { nextStep } from './next-step'
import { Notes } from './notes'
import { Replies } from './replies'
import { siteOf } from './site-of'
import { askedAt, callMark, stageOf } from './stage'
import { Standing } from './standing'
import { useCallAlert } from './use-call-alert'
import { useSeen } from './use-seen'

interface Props {
  reading: Reading<Output<typeof myTickets>>
  household: HouseholdTickets
  households: readonly HouseholdTickets[]
  choose: (householdId: string) => void
}

const beforeCalled = ['entranceNext', 'entranceCalled'] as const

/** A household in a round: its stage fills the page. */
export function Now({ reading, household, households, choose }: Props) {
  const { t } = useWords()
  const board = useBoard('resident', household.roundId)
  const unit = board.value?.units.find(({ entranceId }) => entranceId === household.entranceId)
  const site = siteOf(board.value, household, unit)
  const now = domainNow('resident')
  const stage = stageOf(household, unit, { paused: !!site?.pause, now })
  const called = stage === 'called'
  const asked = askedAt(household, unit)
  // Before the board is there nobody knows whether the site stands still: a page opened again must not ring in a pause.
  const heard = asked && (board.value || board.problem) && (called || stage === 'paused')
  useCallAlert(heard ? callMark(household, asked) : undefined, stage === 'paused')
  useSeen(household, called || stage === 'moreTime')
  // What the board says of this entrance says when this household's own call may have changed.
  const entranceMark = unit && [unit.state, unit.calledAt, unit.times, unit.left].join(' ')
  const { again } = reading
  const known = useRef(entranceMark)
  useEffect(() => {
    if (known.current !== undefined && known.current !== entranceMark) void again()
    known.current = entranceMark
  }, [again, entranceMark])
  const step = nextStep(stage, household.registered)
  return (
    <HomePage
      tone={called ? household.colour : undefined}
      notice={<LiveBar kind="resident" at={board.at ?? reading.at} />}
      footer={
        <BigButton id={`to-${step.page}`} onPress={() => goTo(step.page)}>
          {t(step.words)}
        </BigButton>
      }
    >
      {households.length > 1 && (
        <Choices
          id="household"
          label={t('chooseHousehold')}
          options={households.map(({ householdId, entrance, door }) => ({
            value: householdId,
            text: `${entrance} ${door}`,
          }))}
          value={household.householdId}
          onChange={choose}
        />
      )}
      {called ? (
        <Called household={household} site={site} />
      ) : (
        <Standing stage={stage} household={household} board={board.value} unit={unit} site={site} now={now} />
      )}
      {(called || stage === 'missed' || stage === 'moreTime' || stage === 'door') && (
        <Replies household={household} stage={stage} again={reading.again} />
      )}
      <Notes household={household} />
      {stage === 'waiting' && <Reminder kinds={beforeCalled} words="remind" />}
      {reading.problem?.kind === 'refused' && <ProblemNote problem={reading.problem} />}
      <Links step={step.page} household={household} />
    </HomePage>
  )
}
