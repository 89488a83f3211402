import { failVisit, finishVisit, startVisit } from '@loumen/shared/visits/api'
import type { Visit } from '@loumen/shared/visits/schema'
import { useState } from 'react'
import type { VisitsAt } from '../../offline/visits'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useStaffWords } from '../use-staff-words'
import { DoorSampling } from './door-sampling'
import { FailureForm } from './failure-form'
import { ProofField, proofOf, type Signing } from './proof-field'
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
  const [signing, setSigning] = useState<Signing>({ typed: '' })
  const [unsigned, setUnsigned] = useState(false)
  const { id: visitId, state, kind, mine } = visit
  const refused = () => {
    void again()
    return false
  }
  const finish = () => {
    const proof = proofOf(signing)
    setUnsigned(proof === 'more')
    if (proof !== 'more') void write(finishVisit, { visitId, ...proof }, again, refused)
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
          <ProofField id={`proof-${visitId}`} signing={signing} onChange={setSigning} />
          {unsigned && (
            <Box className="problem" role="alert">
              {t('visitDrawMore')}
            </Box>
          )}
          <BigButton id={`finish-${visitId}`} disabled={busy} onPress={finish}>
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
