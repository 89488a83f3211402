import { failVisit, finishVisit, startVisit } from '@loumen/shared/visits/api'
import type { Visit } from '@loumen/shared/visits/schema'
import { useState } from 'react'
import type { VisitsAt } from '../../offline/visits'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, TextField } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useStaffWords } from '../use-staff-words'
import { DoorSampling } from './door-sampling'
import { FailureForm } from './failure-form'
import { VisitHead } from './visit-head'

interface Props {
  visit: Visit
  /** The tubes in hand, and whether doors may share one. */
  doors: Pick<VisitsAt, 'carried' | 'pooling'>
  again: () => Promise<void>
}

/** One door: take it, sample or help there, or say why not. */
export function VisitCard({ visit, doors, again }: Props) {
  const { t } = useStaffWords()
  const writing = useWrite('staff')
  const { write, busy, problem, retry } = writing
  const [failing, setFailing] = useState(false)
  const [signed, setSigned] = useState('')
  const { id: visitId, state, kind, mine } = visit
  const refused = () => {
    void again()
    return false
  }
  const atDoor = mine && state === 'underWay'
  const sampling = kind === 'sampling'
  return (
    <Box id={`visit-${visitId}`} className="card">
      <VisitHead visit={visit} />
      <ProblemNote problem={problem} retry={retry} />
      {(state === 'open' || state === 'failed' || (state === 'assigned' && visit.team?.own)) && (
        <BigButton
          id={`start-${visitId}`}
          disabled={busy}
          onPress={() => void write(startVisit, { visitId }, again, refused)}
        >
          {t(state === 'failed' ? 'takeUpAgain' : 'startVisit')}
        </BigButton>
      )}
      {atDoor && !failing && sampling && <DoorSampling visit={visit} doors={doors} writing={writing} again={again} />}
      {atDoor && !failing && !sampling && (
        <>
          <TextField
            id={`proof-${visitId}`}
            label={t('visitProof')}
            value={signed}
            maxLength={40}
            autoComplete="off"
            onChange={setSigned}
          />
          <BigButton
            id={`finish-${visitId}`}
            disabled={busy}
            onPress={() => void write(finishVisit, { visitId, ...proofOf(signed) }, again, refused)}
          >
            {t('finishVisit')}
          </BigButton>
        </>
      )}
      {atDoor && !failing && (
        <QuietButton id={`fail-${visitId}`} onPress={() => setFailing(true)}>
          {t('failVisit')}
        </QuietButton>
      )}
      {atDoor && failing && (
        <FailureForm
          id={`failure-${visitId}`}
          busy={busy}
          onSend={(failure) => void write(failVisit, { visitId, ...failure }, again, refused)}
          onCancel={() => setFailing(false)}
        />
      )}
    </Box>
  )
}

/** What proves the visit: a scanned household code, or the name that was signed. */
const proofOf = (typed: string) => {
  const text = typed.trim()
  if (!text) return {}
  return {
    proof: text.startsWith('LM1.') ? { kind: 'code' as const, code: text } : { kind: 'signature' as const, name: text },
  }
}
