import { removePerson } from '@loumen/shared/tubes/api'
import type { RemovalReason, Tube, TubePerson } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { QuietButton } from '../ui/big-button'
import { Box } from '../ui/elements'
import { ProblemNote } from '../ui/problem-note'
import { MovePerson } from './move-person'
import { Removal } from './removal'
import { TubePersonRow } from './tube-person-row'
import { useTableWords } from './use-table-words'

interface Props {
  tube: Tube
  onTube: (tube: Tube) => void
  again: () => Promise<void>
}

/** Who is in the tube, the last one first; anybody can be taken out with the reason. */
export function TubePeople({ tube, onTube, again }: Props) {
  const { write, busy, problem, retry } = useWrite('staff')
  const [leaving, setLeaving] = useState<TubePerson>()
  const [moving, setMoving] = useState(false)
  const tables = useTableWords()
  const remove = (reason: RemovalReason) => {
    if (!leaving) return
    setLeaving(undefined)
    void write(removePerson, { tubeId: tube.id, residentId: leaving.residentId, reason }, onTube, () => {
      void again()
      return false
    })
  }
  return (
    <Box id="tube-people" className="section">
      <ProblemNote problem={problem} retry={retry} />
      {leaving && (
        <Removal name={leaving.name} busy={busy} onReason={remove} onCancel={() => setLeaving(undefined)}>
          {moving ? (
            <MovePerson
              tube={tube}
              person={leaving}
              onMoved={(after) => {
                setLeaving(undefined)
                onTube(after)
              }}
              onCancel={() => setMoving(false)}
            />
          ) : (
            <QuietButton id="removal-move" onPress={() => setMoving(true)}>
              {tables.t('moveTo')}
            </QuietButton>
          )}
        </Removal>
      )}
      {tube.people
        .map((person, place) => (
          <TubePersonRow
            key={person.residentId}
            person={person}
            place={place + 1}
            onRemove={() => {
              setMoving(false)
              setLeaving(person)
            }}
          />
        ))
        .reverse()}
    </Box>
  )
}
