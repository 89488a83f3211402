import { revealResident } from '@loumen/shared/roster/api'
import { setResidence } from '@loumen/shared/roster/people-api'
import type { Resident } from '@loumen/shared/roster/schema'
import { type ProblemCode, rosterProblems } from '@loumen/shared/words/roster-problems'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Tags } from '../ui/tags'
import { EditPerson } from './edit-person'
import { MovePerson } from './move-person'
import { RevealFor } from './reveal-for'

/** A person as one may see them; the rest is shown for a reason, which is kept. */
export function ResidentRow({ resident, others = [] }: { resident: Resident; others?: readonly Resident[] }) {
  const { t, d, language } = useWords()
  const { may } = useSession()
  const [asking, setAsking] = useState(false)
  const [doing, setDoing] = useState<'edit' | 'move'>()
  const leave = useWrite(setResidence)
  const [revealed, setRevealed] = useState<Resident>()
  const reveal = useWrite(revealResident, (full) => {
    setRevealed(full)
    setAsking(false)
  })
  const shown = revealed ?? resident
  return (
    <li>
      <div className="person-line">
        <b>{shown.name}</b>
        {shown.relation && <span className="quiet">{shown.relation}</span>}
        {shown.age !== undefined && <span className="quiet">{t('people.age', { age: shown.age })}</span>}
        {shown.toVerify && <span className="to-verify">{t('resident.toVerify')}</span>}
        {shown.word && (
          <span className="to-verify">{t('people.provisional', { word: t(`people.word.${shown.word}`) })}</span>
        )}
        <Tags tags={shown.tags} />
      </div>
      <dl className="person-fields">
        {shown.document && (
          <>
            <dt>{shown.documentType ? d('document', shown.documentType) : t('resident.document')}</dt>
            <dd>{shown.document}</dd>
          </>
        )}
        {shown.phone && (
          <>
            <dt>{t('resident.phone')}</dt>
            <dd>{shown.phone}</dd>
          </>
        )}
        {(shown.guardian || shown.needsGuardian) && (
          <>
            <dt>{t('people.guardian')}</dt>
            <dd>
              {shown.guardian ? (
                `${shown.guardian.name} ${shown.guardian.phone ?? ''}`
              ) : (
                <span className="to-verify">{t('people.needsGuardian')}</span>
              )}
            </dd>
          </>
        )}
        {shown.vaccinatedOn && (
          <>
            <dt>{t('people.vaccinatedOn')}</dt>
            <dd>{shown.vaccinatedOn}</dd>
          </>
        )}
      </dl>
      {shown.fault && (
        <p className="quiet">{rosterProblems[shown.fault as ProblemCode]?.[language === 'zh' ? 0 : 1]}</p>
      )}
      {shown.note && <p className="note">{shown.note}</p>}
      <ErrorPanel error={leave.error} onRetry={leave.again} />
      <div className="row">
        {may('roster.reveal') && !revealed && (
          <Button size="small" type="link" onClick={() => setAsking(true)}>
            {t('resident.reveal')}
          </Button>
        )}
        {may('roster.edit') && (
          <>
            <Button size="small" type="link" onClick={() => setDoing('edit')}>
              {t('people.edit')}
            </Button>
            <Button size="small" type="link" onClick={() => setDoing('move')}>
              {t('people.move')}
            </Button>
            <Popconfirm
              title={t('people.leave')}
              description={t('people.leaveText')}
              okText={t('people.leave')}
              cancelText={t('cancel')}
              onConfirm={() => void leave.run({ residentId: resident.id, rev: resident.rev, here: false })}
            >
              <Button size="small" type="link" loading={leave.running}>
                {t('people.leave')}
              </Button>
            </Popconfirm>
          </>
        )}
      </div>
      {doing === 'edit' && <EditPerson resident={resident} others={others} onClose={() => setDoing(undefined)} />}
      {doing === 'move' && <MovePerson resident={resident} onClose={() => setDoing(undefined)} />}
      <RevealFor
        open={asking}
        title={t('resident.revealTitle')}
        text={t('resident.revealText')}
        action={t('resident.reveal')}
        reveal={reveal}
        onReason={(reason) => reveal.run({ residentId: resident.id, reason })}
        onCancel={() => setAsking(false)}
      />
    </li>
  )
}
