import { rooms } from '@loumen/shared/events'
import { readSweep } from '@loumen/shared/sweeps/api'
import type { Sweep, SweepDoor } from '@loumen/shared/sweeps/schema'
import { sweepWords } from '@loumen/shared/words/sweeps'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useTruth } from '../../offline/truths'
import { useRoundPack } from '../../offline/use-round-pack'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Heading, Press, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { DoorCard } from './door-card'
import { type Tap, type Tapped, useTaps } from './use-taps'

/** Going through an entrance door by door, from the top: one tap for each household. */
export default function SweepPage() {
  const { t } = useWords(sweepWords)
  const shared = useWords()
  const { round: roundId, entrance: entranceId } = useRouter().params
  const session = useSession('staff')
  const known = session && roundId && entranceId
  const reading = useRead('staff', readSweep, known ? { roundId, entranceId } : undefined, {
    rooms: [entranceId && rooms.entrance(entranceId), roundId && rooms.board(roundId)],
  })
  const truth = useTruth('sweep', known ? `${roundId}.${entranceId}` : undefined, reading)
  useRoundPack(known ? roundId : undefined, reading.at)
  const { tap, taps, waiting, problem } = useTaps(roundId ?? '', truth)
  const sweep = truth?.value
  return (
    <StaffPage id="sweep" title={t('sweepTitle')} at={truth?.at} gloved>
      {waiting > 0 && (
        <Box id="sweep-waiting" className="note" role="status">
          {t('sweepWaiting', { count: waiting })}
        </Box>
      )}
      {sweep && (
        <Doors sweep={sweep} taps={taps} onTap={(door, one) => void tap(door, `${sweep.label} ${door.door}`, one)} />
      )}
      {!sweep && !reading.problem && <Words className="quiet">{shared.t('loading')}</Words>}
      <ProblemNote problem={problem ?? reading.problem} />
    </StaffPage>
  )
}

interface Props {
  sweep: Sweep
  taps: readonly Tapped[]
  onTap: (door: SweepDoor, tap: Tap) => void
}

function Doors({ sweep, taps, onTap }: Props) {
  const { t } = useWords(sweepWords)
  const [all, setAll] = useState(false)
  const tapped = (door: SweepDoor) => taps.filter(({ householdId }) => householdId === door.householdId).at(-1)
  const shown = sweep.doors.filter((door) => all || door.missing > 0 || door.last || tapped(door))
  const floors = [...new Set(shown.map(({ floor }) => floor))]
  const swept = sweep.doors.filter((door) => door.last || tapped(door)).length
  const missing = sweep.doors.reduce((sum, door) => sum + door.missing, 0)
  return (
    <>
      <Box className="where">
        <ColourTile colour={sweep.colour} />
        <Box className="where-words">
          <Heading className="where-entrance">{sweep.label}</Heading>
          <Words id="sweep-progress" className="quiet">
            {t('sweepProgress', { swept, doors: sweep.doors.length, missing })}
          </Words>
        </Box>
      </Box>
      {floors.map((floor) => (
        <Section key={floor} id={`floor-${floor}`} title={t('sweepFloor', { floor })}>
          {shown
            .filter((door) => door.floor === floor)
            .map((door) => (
              <DoorCard key={door.householdId} door={door} waiting={tapped(door)} onTap={(one) => onTap(door, one)} />
            ))}
        </Section>
      ))}
      {!shown.length && <Words className="lead">{t(sweep.doors.length ? 'sweepAllIn' : 'sweepNobody')}</Words>}
      <Press id="sweep-all" className="press-link" onPress={() => setAll(!all)}>
        {t(all ? 'sweepOnlyMissing' : 'sweepAll')}
      </Press>
    </>
  )
}
