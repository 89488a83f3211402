import { useBoard } from '../../remote/use-board'
import { Section } from '../../ui/page'
import { useStaffWords } from '../use-staff-words'
import { EntranceLink } from './entrance-link'
import type { RoundOfWork } from './tasks'

/** The entrances that one answers for, each with what happens to it now. */
export function RoundEntrances({ round, entrances }: { round: RoundOfWork; entrances: RoundOfWork['entrances'] }) {
  const { t, word } = useStaffWords()
  const board = useBoard('staff', entrances.length ? round.id : undefined)
  const units = new Map(board.value?.units.map((unit) => [unit.entranceId, unit]))
  if (!entrances.length) return null
  return (
    <Section title={`${round.community} · ${round.name} · ${t('yourEntrances')}`}>
      {entrances.map((entrance) => {
        const unit = units.get(entrance.id)
        return (
          <EntranceLink
            key={entrance.id}
            round={round.id}
            {...entrance}
            state={unit && (unit.held ? t('entranceHeld') : word('unit', unit.state))}
          />
        )
      })}
    </Section>
  )
}
