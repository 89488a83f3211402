import { listOpenOperations, settleOperation } from '@loumen/shared/operations/api'
import type { OpenOperation } from '@loumen/shared/operations/schema'
import { listTubeClaims } from '@loumen/shared/tubes/claims'
import { say } from '@loumen/shared/words/language'
import { type OfflineWord, offlineWords } from '@loumen/shared/words/offline'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { ClaimCard } from './claim-card'

/** What was recorded without a network and breaks a rule: samples whose people a person must decide, and other records. */
export default function TubeClaimsPage() {
  const { language } = useWords()
  const t = (key: OfflineWord) => say(offlineWords, language, key)
  return (
    <RoundPageFrame title={t('decideTitle')} note={t('decideNote')}>
      {(round) => <Waiting roundId={round.id} />}
    </RoundPageFrame>
  )
}

function Waiting({ roundId }: { roundId: string }) {
  const { language } = useWords()
  const t = (key: OfflineWord) => say(offlineWords, language, key)
  const claims = useRead(listTubeClaims, { roundId })
  const records = useRead(listOpenOperations, { roundId })
  const nothing = claims.data?.claims.length === 0 && records.data?.operations.length === 0
  return (
    <>
      {nothing && <EmptyState title={t('decideNone')} text={t('decideNoneText')} />}
      <Reading read={claims}>
        {({ claims: all }) =>
          all.length > 0 && (
            <section aria-label={t('samples')}>
              <h2>{t('samples')}</h2>
              <ul className="cards">
                {all.map((claim) => (
                  <ClaimCard key={claim.id} claim={claim} />
                ))}
              </ul>
            </section>
          )
        }
      </Reading>
      <Reading read={records}>
        {({ operations }) =>
          operations.length > 0 && (
            <section aria-label={t('records')}>
              <h2>{t('records')}</h2>
              <ul className="cards">
                {operations.map((operation) => (
                  <RecordCard key={operation.id} roundId={roundId} operation={operation} />
                ))}
              </ul>
            </section>
          )
        }
      </Reading>
    </>
  )
}

function RecordCard({ roundId, operation }: { roundId: string; operation: OpenOperation }) {
  const { language, t: c } = useWords()
  const t = (key: OfflineWord) => say(offlineWords, language, key)
  const time = useTime()
  const settle = useWrite(settleOperation)
  const [note, setNote] = useState('')
  const { id, kind, labels, why, recorder, who, recordedAt } = operation
  return (
    <li className="panel" data-testid="open-operation">
      <h3>
        {t(`kind.${kind}` as OfflineWord)} {labels.join(' ')}
      </h3>
      <p>{sayRefusal(language, why.code, why.details)}</p>
      <p className="quiet">
        {t('recordedBy')} {recorder} · {time(recordedAt)}
        {who && ` · ${who}`}
      </p>
      <ErrorPanel error={settle.error} onRetry={settle.again} />
      <div className="row">
        <Input
          aria-label={t('reasonLabel')}
          placeholder={t('reasonLabel')}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button
          type="primary"
          loading={settle.running}
          disabled={!note.trim()}
          title={note.trim() ? undefined : c('reasonRule')}
          onClick={() => void settle.run({ roundId, operationId: id, note: note.trim() })}
        >
          {t('settle')}
        </Button>
      </div>
    </li>
  )
}
