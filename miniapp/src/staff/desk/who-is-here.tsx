import { closingAdvice } from '@loumen/shared/tubes/closing'
import type { Admission } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Heading, Words } from '../../ui/elements'
import { Ticks } from '../../ui/ticks'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'

interface Props {
  choice: Extract<Admission, { kind: 'choose' }>
  /** Places left in the tube, and what a whole one holds. */
  room: number
  capacity: number
  onAdmit: (residentIds: string[]) => void
  /** Keeps them together in the next tube. */
  onCarry: (residentIds: string[]) => void
  onCancel: () => void
  busy: boolean
}

/** Who of those found stands here: all of a household unless somebody is ticked off, one of several who merely match. */
export function WhoIsHere({ choice, room, capacity, onAdmit, onCarry, onCancel, busy }: Props) {
  const { household, entrance, door, candidates } = choice
  const { t, word } = useStaffWords()
  const tables = useTableWords()
  const shared = useWords()
  const free = candidates.filter(({ obstacle }) => !obstacle).map(({ residentId }) => residentId)
  const [here, setHere] = useState(household ? free : [])
  const together = closingAdvice({ capacity, people: capacity - room, next: here.length, quiet: 0 }) === 'together'
  return (
    <Box id="who-is-here" className="card">
      <Heading className="card-title">{t('choose', { entrance, door })}</Heading>
      <Ticks
        id="here"
        label={t('choose', { entrance, door })}
        options={candidates.map(({ residentId, name, last4, number, obstacle, entrance: behind, door: at }) => ({
          value: residentId,
          text: `${name} ${last4 ?? ''}`,
          hint: obstacle
            ? word('obstacle', obstacle)
            : `${household ? '' : `${behind} ${at} · `}${t('number', { number })}`,
          disabled: !!obstacle,
        }))}
        values={here}
        onChange={(values) => setHere(household ? values : values.slice(-1))}
      />
      {!free.length && <Words className="quiet">{t('chooseNobody')}</Words>}
      {together && (
        <Box id="advice-together" className="note" role="status">
          {tables.t('adviceTogether', { count: here.length, room })}
        </Box>
      )}
      <Box className="steps">
        <BigButton
          id={together ? 'carry-chosen' : 'admit-chosen'}
          onPress={() => (together ? onCarry(here) : onAdmit(here))}
          disabled={busy || !here.length}
        >
          {together ? tables.t('nextTube') : t('chooseAdmit', { count: here.length })}
        </BigButton>
        <QuietButton id="admit-cancel" onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
