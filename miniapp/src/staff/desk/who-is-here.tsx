import type { Admission } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Heading, Words } from '../../ui/elements'
import { Ticks } from '../../ui/ticks'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'

interface Props {
  choice: Extract<Admission, { kind: 'choose' }>
  onAdmit: (residentIds: string[]) => void
  onCancel: () => void
  busy: boolean
}

/** A household's code: who of them stands here; all of them unless somebody is ticked off. */
export function WhoIsHere({ choice: { entrance, door, candidates }, onAdmit, onCancel, busy }: Props) {
  const { t, word } = useStaffWords()
  const shared = useWords()
  const free = candidates.filter(({ obstacle }) => !obstacle).map(({ residentId }) => residentId)
  const [here, setHere] = useState(free)
  return (
    <Box id="who-is-here" className="card">
      <Heading className="card-title">{t('choose', { entrance, door })}</Heading>
      <Ticks
        id="here"
        label={t('choose', { entrance, door })}
        options={candidates.map(({ residentId, name, last4, number, obstacle }) => ({
          value: residentId,
          text: `${name} ${last4 ?? ''}`,
          hint: obstacle ? word('obstacle', obstacle) : t('number', { number }),
          disabled: !!obstacle,
        }))}
        values={here}
        onChange={setHere}
      />
      {!free.length && <Words className="quiet">{t('chooseNobody')}</Words>}
      <Box className="steps">
        <BigButton id="admit-chosen" onPress={() => onAdmit(here)} disabled={busy || !here.length}>
          {t('chooseAdmit', { count: here.length })}
        </BigButton>
        <QuietButton id="admit-cancel" onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
