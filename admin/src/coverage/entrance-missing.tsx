import type { MissingHousehold } from '@loumen/shared/coverage/schema'
import { makeVisit } from '@loumen/shared/visits/api'
import { Button, Tag } from 'antd'
import { memo } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ColourChip } from '../ui/colour-chip'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Tags } from '../ui/tags'
import { clockTime } from '../ui/time'
import type { MissingEntrance } from './missing-order'

interface Props {
  roundId: string
  entrance: MissingEntrance
  onOpen: (householdId: string) => void
}

/** One entrance's missing doors, floor by floor. */
export function EntranceMissing({ roundId, entrance, onOpen }: Props) {
  const { t } = useWords()
  return (
    <section className="panel" data-testid={`missing-${entrance.label}`}>
      <h2 className="row between">
        <ColourChip colour={entrance.colour} label={entrance.label} />
        <span className="quiet">{entrance.people}</span>
      </h2>
      {entrance.floors.map(({ floor, households }) => (
        <div key={floor} className="missing-floor">
          <h3>{t('stillMissing.floor', { floor })}</h3>
          <ul>
            {households.map((household) => (
              <Door key={household.householdId} roundId={roundId} household={household} onOpen={onOpen} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** A missing door: how many, how it was tried last, and somebody to send. */
const Door = memo(function Door({
  roundId,
  household,
  onOpen,
}: {
  roundId: string
  household: MissingHousehold
  onOpen: (householdId: string) => void
}) {
  const { t, d } = useWords()
  const { may } = useSession()
  const make = useWrite(makeVisit)
  const { householdId, door, missing, expected, inQueue, needsDoor, neverCame, refusal, visit, tags } = household
  const waits = visit === null || visit === 'failed' || visit === 'done'
  return (
    <li className="missing-door" data-testid="missing-door">
      <Button type="link" onClick={() => onOpen(householdId)}>
        {door}
      </Button>
      <span>{t('stillMissing.household', { missing, expected })}</span>
      <span className="quiet">{useTried(household)}</span>
      {inQueue > 0 && <Tag>{t('stillMissing.inQueue', { count: inQueue })}</Tag>}
      {needsDoor && <Tag>{t('stillMissing.needsDoor')}</Tag>}
      {neverCame > 0 && <Tag>{t('stillMissing.never', { count: neverCame })}</Tag>}
      {refusal && (
        <Tag>
          {t('stillMissing.refusal', {
            time: clockTime(refusal.since),
            told: refusal.toldTo.map((role) => d('role', role)).join('、'),
          })}
        </Tag>
      )}
      <Tags tags={tags} />
      {visit && <span className="quiet">{t('stillMissing.visit', { state: d('visit', visit) })}</span>}
      {waits && may('visits.make') && (
        <Button
          size="small"
          loading={make.running}
          onClick={() => void make.run({ roundId, householdId, kind: 'sampling' })}
        >
          {t('stillMissing.sendSampling')}
        </Button>
      )}
      <ErrorPanel error={make.error} onRetry={make.again} />
    </li>
  )
})

const outcomes: Record<string, string> = { reply: 'reply', knock: 'knock', sweep: 'sweep', visit: 'visit' }

/** How the household was tried last, in words. */
function useTried({ lastTry: { channel, at, outcome } }: MissingHousehold) {
  const { d } = useWords()
  const kind = outcomes[channel]
  return [d('channel', channel), kind && outcome && d(kind, outcome), at && clockTime(at)].filter(Boolean).join(' · ')
}
