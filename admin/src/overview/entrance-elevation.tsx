import type { CoverageEntrance, CoverageWindow } from '@loumen/shared/coverage/schema'
import { useCallback } from 'react'
import { Elevation } from '../ui/elevation'
import { useWords } from '../ui/language'

interface Props {
  entrance: CoverageEntrance
  onOpen?: (householdId: string) => void
  emphasis?: 'called' | 'next'
}

/** An entrance's front: each door's window by what became of its people. */
export function EntranceElevation({ entrance: { label, colour, figures, windows }, onOpen, emphasis }: Props) {
  const { t, d } = useWords()
  const describe = useCallback(
    ({ door, state, people: [expected, sampled, excused] }: CoverageWindow) =>
      t('window.tip', { label, door, state: d('window', state), expected, sampled, excused }),
    [t, d, label],
  )
  return (
    <Elevation
      windows={windows}
      colour={colour}
      title={t('elevation.title', { label, sampled: figures.sampled, expected: figures.expected })}
      describe={describe}
      onOpen={onOpen}
      emphasis={emphasis}
    />
  )
}
