import { DoorOutcome } from '@loumen/shared/calls/schema'
import type { SweepDoor } from '@loumen/shared/sweeps/schema'
import { sweepWords } from '@loumen/shared/words/sweeps'
import { useState } from 'react'
import { clockTime } from '../../platform/clock-time'
import { Box, Heading, Press, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import { MoreForm } from './more-form'
import type { Tap, Tapped } from './use-taps'

interface Props {
  door: SweepDoor
  /** A tap of this phone that the last reading does not show yet. */
  waiting: Tapped | undefined
  onTap: (tap: Tap) => void
}

/** One door: who is missing, what was found last, and one tap for what is found now. */
export function DoorCard({ door, waiting, onTap }: Props) {
  const { t, word } = useWords(sweepWords)
  const [asking, setAsking] = useState<DoorOutcome>()
  const { missing, expected, names, tags, frozen, last } = door
  const shown = waiting ?? last
  const tap = (outcome: DoorOutcome) => {
    if (outcome === 'later' || outcome === 'needsHelp') return setAsking(outcome)
    onTap({ outcome })
  }
  return (
    <Box id={`door-${door.door}`} className="card">
      <Heading className="card-title">
        {door.door} · {names.join('、')}
      </Heading>
      <Words className="quiet">{missing ? t('sweepMissing', { missing, expected }) : t('sweepDone')}</Words>
      {tags.length > 0 && <Words className="quiet">{tags.map((tag) => word('tag', tag)).join('、')}</Words>}
      {shown && (
        <Words id={`last-${door.door}`} className="note">
          {[
            word('sweep', shown.outcome),
            shown.need && word('need', shown.need),
            shown.laterAt && clockTime(shown.laterAt),
            shown.note,
            shown.at && clockTime(shown.at),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Words>
      )}
      {frozen && <Words className="note">{t('sweepFrozen')}</Words>}
      {!frozen && missing > 0 && !asking && (
        <Box className="taps">
          {DoorOutcome.options.map((outcome) => (
            <Press
              key={outcome}
              id={`tap-${door.door}-${outcome}`}
              className={`tap ${shown?.outcome === outcome ? 'tap-on' : ''}`}
              onPress={() => tap(outcome)}
            >
              {word('sweep', outcome)}
            </Press>
          ))}
        </Box>
      )}
      {asking && (
        <MoreForm
          door={door.door}
          outcome={asking}
          onSend={(more) => {
            onTap({ outcome: asking, ...more })
            setAsking(undefined)
          }}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </Box>
  )
}
