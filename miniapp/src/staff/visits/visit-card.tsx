import { failVisit, finishVisit, startVisit } from '@loumen/shared/visits/api'
import type { Visit } from '@loumen/shared/visits/schema'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ReasonForm } from '../reason-form'
import { useStaffWords } from '../use-staff-words'
import { DoorSampling } from './door-sampling'
import { VisitHead } from './visit-head'

/** One door: take it, sample or help there, or say why not. */
export function VisitCard({ visit, again }: { visit: Visit; again: () => Promise<void> }) {
  const { t } = useStaffWords()
  const writing = useWrite('staff')
  const { write, busy, problem, retry } = writing
  const [failing, setFailing] = useState(false)
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
      {(state === 'open' || state === 'failed') && (
        <BigButton
          id={`start-${visitId}`}
          disabled={busy}
          onPress={() => void write(startVisit, { visitId }, again, refused)}
        >
          {t(state === 'open' ? 'startVisit' : 'takeUpAgain')}
        </BigButton>
      )}
      {atDoor && !failing && sampling && <DoorSampling visit={visit} writing={writing} again={again} />}
      {atDoor && !failing && !sampling && (
        <BigButton
          id={`finish-${visitId}`}
          disabled={busy}
          onPress={() => void write(finishVisit, { visitId }, again, refused)}
        >
          {t('finishVisit')}
        </BigButton>
      )}
      {atDoor && !failing && (
        <QuietButton id={`fail-${visitId}`} onPress={() => setFailing(true)}>
          {t('failVisit')}
        </QuietButton>
      )}
      {atDoor && failing && (
        <ReasonForm
          id={`failure-${visitId}`}
          label={t('failWhy')}
          usual={[t('failNobody'), t('failRefused'), t('failUnfit')]}
          send={t('failSend')}
          busy={busy}
          onSend={(reason) => void write(failVisit, { visitId, reason }, again, refused)}
          onCancel={() => setFailing(false)}
        />
      )}
    </Box>
  )
}
