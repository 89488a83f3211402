import type { RemovalReason } from '@loumen/shared/tubes/schema'
import { removeCarried } from '@loumen/shared/visits/api'
import type { CarriedTube } from '@loumen/shared/visits/schema'
import { useState } from 'react'
import type { Writing } from '../../remote/use-write'
import { Box, Press, Words } from '../../ui/elements'
import { Removal } from '../removal'
import { useStaffWords } from '../use-staff-words'

interface Props {
  roundId: string
  tube: CarriedTube
  writing: Writing
  again: () => Promise<void>
}

/** Who is in a tube that is carried from door to door; anybody can be taken out with the reason. */
export function CarriedPeople({ roundId, tube: { barcode, inside }, writing, again }: Props) {
  const { t } = useStaffWords()
  const [leaving, setLeaving] = useState<string>()
  const person = inside.find(({ residentId }) => residentId === leaving)
  const remove = (reason: RemovalReason) => {
    if (!person) return
    const { residentId } = person
    setLeaving(undefined)
    void writing.write(
      removeCarried,
      { roundId, barcode, residentId, reason },
      () => void again(),
      () => {
        void again()
        return false
      },
    )
  }
  return (
    <Box id={`inside-${barcode}`} role="group" label={t('doorTubePeople')}>
      {inside.map(({ residentId, name, last4, entrance, door }) => (
        <Box key={residentId}>
          <Box className="row">
            <Box className="row-words">
              <Words className="person-name">
                {name} {last4 ?? ''}
              </Words>
              <Words className="quiet">
                {entrance} {door}
              </Words>
            </Box>
            <Press
              id={`remove-${residentId}`}
              className="press-row"
              label={`${t('remove')} ${name}`}
              onPress={() => setLeaving(residentId)}
            >
              {t('remove')}
            </Press>
          </Box>
          {residentId === person?.residentId && (
            <Removal name={name} busy={writing.busy} onReason={remove} onCancel={() => setLeaving(undefined)} />
          )}
        </Box>
      ))}
    </Box>
  )
}
