import { callAgain, callEntrance, clearCall } from '@loumen/shared/calls/api'
import type { EntranceFollowed } from '@loumen/shared/calls/schema'
import { type WindowState, windowStates } from '@loumen/shared/look/elevation'
import { sweepWords } from '@loumen/shared/words/sweeps'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { goToStaff } from '../../platform/places'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Heading, Words } from '../../ui/elements'
import { Elevation } from '../../ui/elevation'
import { LinkRow } from '../../ui/link-row'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useStaffWords } from '../use-staff-words'
import { CallLine } from './call-line'
import { HouseholdRow } from './household-row'

interface Props {
  entrance: EntranceFollowed
  at: number | undefined
  again: () => Promise<void>
}

/** Who has come and who has not; calling when the site has granted it. */
export function Following({ entrance, at, again }: Props) {
  const { t } = useStaffWords()
  const sweep = useWords(sweepWords)
  const roundId = useRouter().params.round
  const { write, busy, problem, retry } = useWrite('staff')
  const [chosen, setChosen] = useState<string>()
  const { call, households } = entrance
  const tell = (command: typeof callEntrance | typeof callAgain | typeof clearCall) => {
    if (!call) return
    // Whoever was first, the page must show it.
    void write(command, { callId: call.id }, again, () => {
      void again()
      return false
    })
  }
  const granted = call?.state === 'granted'
  const called = call?.state === 'called'
  const first = households.filter(({ id }) => id === chosen)
  const others = households.filter(({ id }) => id !== chosen)
  return (
    <StaffPage
      id="captain"
      title={entrance.label}
      at={at}
      footer={
        granted ? (
          <BigButton id="call-now" onPress={() => tell(callEntrance)} disabled={busy}>
            {t('callNow')}
          </BigButton>
        ) : (
          called && (
            <BigButton id="call-clear" onPress={() => tell(clearCall)} disabled={busy}>
              {t('clear')}
            </BigButton>
          )
        )
      }
    >
      <Box className="where">
        <ColourTile colour={entrance.colour} />
        <Box className="where-words">
          <Heading id="come" className="where-entrance">
            {t('come', { come: entrance.come, expected: entrance.expected })}
          </Heading>
          <CallLine entrance={entrance} />
        </Box>
      </Box>
      <ProblemNote problem={problem} retry={retry} />
      {called && (
        <QuietButton id="call-again" onPress={() => tell(callAgain)} disabled={busy}>
          {t('callAgain')}
        </QuietButton>
      )}
      {roundId && (
        <LinkRow id="to-sweep" onPress={() => goToStaff('sweep', { round: roundId, entrance: entrance.entranceId })}>
          {sweep.t('sweepOf')}
        </LinkRow>
      )}
      <Elevation
        id="elevation"
        windows={households.map(({ id, floor, door, window }) => ({
          householdId: id,
          floor,
          door,
          state: stateOf(window),
        }))}
        chosen={chosen}
        onChoose={setChosen}
      />
      <Section id="doors" title={t('doors')}>
        {[...first, ...others].map((household) => (
          <HouseholdRow key={household.id} household={household} chosen={household.id === chosen} />
        ))}
        {!households.length && <Words className="quiet">{t('noWorkBody')}</Words>}
      </Section>
    </StaffPage>
  )
}

const stateOf = (window: string): WindowState => windowStates.find((state) => state === window) ?? 'waiting'
