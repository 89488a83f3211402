import { callEntrance, clearCall, holdUnit } from '@loumen/shared/calls/api'
import type { Board, EntranceFollowed } from '@loumen/shared/calls/schema'
import { type WindowState, windowStates } from '@loumen/shared/look/elevation'
import { inQuiet } from '@loumen/shared/rounds/rules'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { floorsSaid } from '@loumen/shared/words/floors'
import { sweepWords } from '@loumen/shared/words/sweeps'
import { useState } from 'react'
import { goToStaff } from '../../platform/places'
import { domainNow } from '../../remote/live'
import { isOutsideHours } from '../../remote/problem'
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
import { chatText } from './chat-text'
import { FloorPicker } from './floor-picker'
import { HouseholdRow } from './household-row'
import { KnockRow } from './knock-row'
import { PartRow } from './part-row'
import { ReachLine } from './reach-line'
import { TellEverybody } from './tell-everybody'
import { useCalling } from './use-calling'

interface Props {
  roundId: string
  entrance: EntranceFollowed
  board: Board | undefined
  at: number | undefined
  again: () => Promise<void>
}

/** A captain's page: whom to call, how to tell them, whom to knock for, and who has come. */
export function Following({ roundId, entrance, board, at, again }: Props) {
  const { t } = useStaffWords()
  const calling = useWords(phoneCallWords)
  const sweep = useWords(sweepWords)
  const desk = useCalling(again)
  const [chosen, setChosen] = useState<string>()
  const [picked, setPicked] = useState<number[]>([])
  const { call, households, held, label, colour } = entrance
  const now = domainNow('staff')
  const live = call?.state === 'granted' || call?.state === 'called'
  const left = live ? (call?.left ?? []) : []
  const floors = picked.filter((floor) => left.includes(floor))
  const more = call?.state === 'granted' || left.length > 0
  const site = board?.sites.find(({ id }) => id === call?.siteId)
  const quiet = inQuiet(board?.quiet, now)
  const part = call?.parts.at(-1)
  const due = households.filter(({ knockDue }) => knockDue)
  const outside = isOutsideHours(desk.problem)
  const callDown = (outsideHours?: true) => {
    if (!call) return
    const input = { callId: call.id, ...(floors.length ? { floors } : {}), ...(outsideHours && { outsideHours }) }
    desk.tell(callEntrance, input, () => setPicked([]))
  }
  const first = households.filter(({ id }) => id === chosen)
  const others = households.filter(({ id }) => id !== chosen)
  return (
    <StaffPage
      id="captain"
      title={label}
      at={at}
      footer={
        live && more ? (
          <BigButton id="call-now" onPress={() => callDown()} disabled={desk.busy || !!site?.pause}>
            {floors.length
              ? calling.t('callFloors', { floors: floorsSaid(calling.language, floors) })
              : call.state === 'called'
                ? calling.t('callAll')
                : t('callNow')}
          </BigButton>
        ) : (
          call?.state === 'called' && (
            <BigButton id="call-clear" onPress={() => desk.tell(clearCall, { callId: call.id })} disabled={desk.busy}>
              {t('clear')}
            </BigButton>
          )
        )
      }
    >
      <Box className="where">
        <ColourTile colour={colour} />
        <Box className="where-words">
          <Heading id="come" className="where-entrance">
            {t('come', { come: entrance.come, expected: entrance.expected })}
          </Heading>
          <CallLine entrance={entrance} />
        </Box>
      </Box>
      {site?.pause && (
        <Words id="site-paused" className="note">
          {calling.t('pausedWhy', { site: site.name, reason: calling.t(`pause.${site.pause.reason}`) })}
          {calling.t('sitePausedNote')}
        </Words>
      )}
      {held && (
        <Words id="held" className="note">
          {calling.t('held')}
        </Words>
      )}
      {quiet && (
        <Words id="quiet-hours" className="note">
          {calling.t('quietHours')}
        </Words>
      )}
      <ProblemNote problem={desk.problem} retry={desk.retry} />
      {outside && (
        <QuietButton id="call-anyway" onPress={() => callDown(true)} disabled={desk.busy}>
          {calling.t('callAnyway')}
        </QuietButton>
      )}
      <LinkRow id="to-sweep" onPress={() => goToStaff('sweep', { round: roundId, entrance: entrance.entranceId })}>
        {sweep.t('sweepOf')}
      </LinkRow>
      {due.length > 0 && call && (
        <Section id="knocks" title={calling.t('knockTitle', { count: due.length })}>
          {due.map((household) => (
            <KnockRow key={household.id} callId={call.id} household={household} desk={desk} />
          ))}
        </Section>
      )}
      {live && more && <FloorPicker floors={left} chosen={floors} onChange={setPicked} />}
      {call && call.parts.length > 0 && (
        <Section id="parts">
          {call.parts
            .map((one) => (
              <PartRow key={one.id} callId={call.id} part={one} latest={one === part} live={live} desk={desk} />
            ))
            .reverse()}
        </Section>
      )}
      <ReachLine reach={entrance.reach} />
      {call && live && (
        <TellEverybody
          callId={call.id}
          label={label}
          colour={colour}
          part={part}
          quiet={quiet}
          desk={desk}
          text={chatText(
            { label, colour: calling.colourName(colour), shape: calling.shapeName(colour), site, part, now },
            calling.t,
            calling.language,
          )}
        />
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
          <HouseholdRow
            key={household.id}
            household={household}
            callId={call?.id}
            chosen={household.id === chosen}
            desk={desk}
          />
        ))}
        {!households.length && <Words className="quiet">{t('noWorkBody')}</Words>}
      </Section>
      <QuietButton
        id="hold"
        onPress={() => desk.tell(holdUnit, { roundId, entranceId: entrance.entranceId, held: !held })}
        disabled={desk.busy}
      >
        {calling.t(held ? 'release' : 'hold')}
      </QuietButton>
    </StaffPage>
  )
}

const stateOf = (window: string): WindowState => windowStates.find((state) => state === window) ?? 'waiting'
