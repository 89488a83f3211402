import { decideTubeClaims, type TubeClaim } from '@loumen/shared/tubes/claims'
import { readScan } from '@loumen/shared/tubes/rules'
import type { WalkIn } from '@loumen/shared/tubes/schema'
import { say } from '@loumen/shared/words/language'
import { type OfflineWord, offlineWords } from '@loumen/shared/words/offline'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useTime } from '../ui/time'
import { Newcomer } from './newcomer'

const decisions = ['member', 'mistake', 'resample'] as const

/** One sample whose person a rule refused: what is known, and the three ways out. */
export function ClaimCard({ claim }: { claim: TubeClaim }) {
  const { language, d } = useWords()
  const t = (key: OfflineWord, values?: Record<string, unknown>) => say(offlineWords, language, key, values)
  const time = useTime()
  const decide = useWrite(decideTubeClaims)
  const [decision, setDecision] = useState<(typeof decisions)[number]>()
  const [reason, setReason] = useState('')
  const [who, setWho] = useState('')
  const { id, tubeId, barcode, tubeState, site, table, name, last4, entrance, door, why, recorder, recordedAt } = claim
  const [isNew, setIsNew] = useState(false)
  const [walkIn, setWalkIn] = useState<WalkIn>()
  const scan = readScan(who)
  const needsWho = !claim.residentId && decision === 'member'
  const ready = decision && reason.trim() && (!needsWho || (isNew ? walkIn : scan))
  return (
    <li className="panel" data-testid="tube-claim">
      <h3>
        {name || t('unknownWho')} {last4} {entrance} {door}
      </h3>
      <dl className="person-fields">
        <dt>{t('tube')}</dt>
        <dd>
          {barcode} · {d('tube', tubeState)}
          {site && ` · ${site} ${table ?? ''}`}
        </dd>
        <dt>{t('why')}</dt>
        <dd>{sayRefusal(language, why.code, why.details)}</dd>
        <dt>{t('recordedBy')}</dt>
        <dd>
          {recorder} · {time(recordedAt)}
        </dd>
      </dl>
      {claim.decision ? (
        <p className="quiet">
          {t('decided', {
            name: claim.decision.by,
            time: time(claim.decision.at),
            decision: t(claim.decision.kind),
            reason: claim.decision.reason,
          })}
        </p>
      ) : (
        <>
          <Radio.Group
            aria-label={t('decide')}
            value={decision}
            onChange={(event) => setDecision(event.target.value)}
            options={decisions.map((value) => ({ value, label: t(value) }))}
          />
          {needsWho && (
            <Radio.Group
              aria-label={t('whose')}
              value={isNew}
              onChange={(event) => setIsNew(event.target.value)}
              options={[
                { value: false, label: t('whoListed') },
                { value: true, label: t('whoNew') },
              ]}
            />
          )}
          {needsWho && isNew && <Newcomer name={name} door={door} onChange={setWalkIn} />}
          {needsWho && !isNew && (
            <Input
              aria-label={t('whoLabel')}
              placeholder={t('whoLabel')}
              value={who}
              maxLength={60}
              onChange={(event) => setWho(event.target.value)}
            />
          )}
          <ErrorPanel error={decide.error} onRetry={decide.again} />
          <div className="row">
            <Input
              aria-label={t('reasonLabel')}
              placeholder={t('reasonLabel')}
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
            <Button
              type="primary"
              loading={decide.running}
              disabled={!ready}
              onClick={() =>
                decision &&
                void decide.run({
                  tubeId,
                  claimIds: [id],
                  decision,
                  reason: reason.trim(),
                  ...(needsWho ? (isNew ? { walkIn } : { scan }) : {}),
                })
              }
            >
              {t('decide')}
            </Button>
          </div>
        </>
      )}
    </li>
  )
}
