import { closeRound, readMissing, startMakeUp } from '@loumen/shared/coverage/api'
import { before, roundSteps } from '@loumen/shared/rounds/rules'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'

/** The end of a round: make-up sampling, and closing it with everybody accounted for or a signed reason. */
export function ClosingPanel({ round }: { round: Round }) {
  const { t } = useWords()
  const { may } = useSession()
  const closable = before(roundSteps, 'closed').includes(round.state)
  if (!closable || !may('rounds.close')) return null
  return (
    <section className="panel" data-testid="closing">
      <h2>{t('closing.title')}</h2>
      <Steps round={round} />
    </section>
  )
}

function Steps({ round }: { round: Round }) {
  const { t } = useWords()
  const roundId = round.id
  const missing = useRead(readMissing, { roundId })
  const makeUp = useWrite(startMakeUp)
  const close = useWrite(closeRound)
  const [reason, setReason] = useState('')
  return (
    <>
      {round.state === 'running' && (
        <>
          <p>{t('closing.makeUpText')}</p>
          <Button onClick={() => void makeUp.run({ roundId })} loading={makeUp.running} data-testid="make-up">
            {t('closing.makeUp')}
          </Button>
          <ErrorPanel error={makeUp.error} onRetry={makeUp.again} />
        </>
      )}
      <Reading read={missing}>
        {({ figures }) =>
          figures.missing === 0 ? (
            <>
              <p>{t('closing.ready')}</p>
              <Button
                type="primary"
                onClick={() => void close.run({ roundId })}
                loading={close.running}
                data-testid="close-round"
              >
                {t('closing.close')}
              </Button>
            </>
          ) : (
            <>
              <p>{t('closing.missing', { missing: figures.missing })}</p>
              <Input.TextArea
                value={reason}
                maxLength={300}
                onChange={(event) => setReason(event.target.value)}
                aria-label={t('closing.reason')}
                placeholder={t('closing.reason')}
              />
              <Button
                danger
                disabled={!reason.trim()}
                onClick={() => void close.run({ roundId, reason: reason.trim() })}
                loading={close.running}
                data-testid="sign-close"
              >
                {t('closing.sign')}
              </Button>
            </>
          )
        }
      </Reading>
      <ErrorPanel error={close.error} onRetry={close.again} />
    </>
  )
}
