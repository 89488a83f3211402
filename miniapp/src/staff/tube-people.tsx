import { removePerson } from '@loumen/shared/tubes/api'
import { RemovalReason, type Tube, type TubePerson } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { QuietButton } from '../ui/big-button'
import { Box, Heading, Press } from '../ui/elements'
import { ProblemNote } from '../ui/problem-note'
import { useWords } from '../use-words'
import { MovePerson } from './move-person'
import { TubePersonRow } from './tube-person-row'
import { useStaffWords } from './use-staff-words'
import { useTableWords } from './use-table-words'

interface Props {
  tube: Tube
  onTube: (tube: Tube) => void
  again: () => Promise<void>
}

/** Who is in the tube, the last one first; anybody can be taken out with the reason. */
export function TubePeople({ tube, onTube, again }: Props) {
  const { t, word } = useStaffWords()
  const shared = useWords()
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
        <Box id="removal" className="card" role="group">
          <Heading className="card-title">{t('removeWhy', { name: leaving.name })}</Heading>
          <Box className="choices">
            {RemovalReason.options.map((reason) => (
              <Press
                key={reason}
                id={`removal-${reason}`}
                className="choice"
                disabled={busy}
                onPress={() => remove(reason)}
              >
                {word('removal', reason)}
              </Press>
            ))}
          </Box>
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
          <QuietButton id="removal-cancel" onPress={() => setLeaving(undefined)}>
            {shared.t('cancel')}
          </QuietButton>
        </Box>
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
