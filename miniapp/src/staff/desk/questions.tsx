import type { Tube } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { Box } from '../../ui/elements'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'
import { BlankSlip } from './blank-slip'
import type { Carried } from './carried'
import { Deferred } from './deferred'
import { NotCalled } from './not-called'
import { SingleTube } from './single-tube'
import type { useAdmission } from './use-admission'
import { VouchForm } from './vouch-form'
import { WalkInForm } from './walk-in-form'
import { WhoIsHere } from './who-is-here'

interface Props {
  tube: Tube
  desk: ReturnType<typeof useAdmission>
  onCarry: (carried: Carried) => void
}

/** What the desk must know before it goes on with the last scan; each with a next step, never just a no. */
export function Questions({ tube, desk, onCarry }: Props) {
  const { t } = useTableWords()
  const staff = useStaffWords()
  const { question, busy, turnAway } = desk
  /** The blank slip of somebody who is on no list. */
  const [newcomer, setNewcomer] = useState<string>()
  if (!question) return null
  const carry = (who: string, reason: string | undefined, residentIds?: string[]) => {
    const { scan, how } = question
    onCarry({
      who,
      scan: residentIds && scan.kind !== 'slip' ? { ...scan, residentIds } : scan,
      how: reason ? { ...how, reason } : how,
    })
    turnAway()
  }
  switch (question.kind) {
    case 'choose':
      return (
        <WhoIsHere
          choice={question.choice}
          room={tube.capacity - tube.people.length}
          capacity={tube.capacity}
          onAdmit={desk.admitChosen}
          onCarry={(residentIds) =>
            carry(`${question.choice.entrance} ${question.choice.door}`, undefined, residentIds)
          }
          onCancel={turnAway}
          busy={busy}
        />
      )
    case 'bind':
      if (newcomer === question.scan.code)
        return (
          <WalkInForm
            tube={tube}
            declared={question.how.declared ?? {}}
            slip={newcomer}
            onDone={(answer) => {
              turnAway()
              desk.taken(answer)
            }}
            onCancel={() => setNewcomer(undefined)}
          />
        )
      return (
        <BlankSlip
          blank={question.blank}
          onBind={desk.bindTo}
          onNewcomer={() => setNewcomer(question.scan.code)}
          onCancel={turnAway}
          busy={busy}
        />
      )
    case 'vouch':
      return <VouchForm onVouch={(vouch) => desk.again({ vouch })} onCancel={turnAway} busy={busy} />
    case 'single':
      return <SingleTube tableId={tube.tableId ?? ''} asked={question} onDone={turnAway} onCancel={turnAway} />
    case 'notCalled': {
      const details = question.problem.kind === 'refused' ? question.problem.details : {}
      return (
        <Box>
          <NotCalled
            problem={question.problem}
            onAdmit={(reason) => desk.again({ reason })}
            onNext={() =>
              carry(`${details.entrance ?? ''} ${staff.t('number', { number: details.number ?? '' })}`, t('nextTube'))
            }
            onCancel={turnAway}
            busy={busy}
          />
        </Box>
      )
    }
    default:
      return (
        <Deferred
          problem={question.problem}
          vaccinated={question.kind === 'vaccinated'}
          busy={busy}
          onHome={() => void desk.goHome(question.scan, 'vaccinated')}
          onBack={turnAway}
          onOverrule={(reason) => desk.again({ reason })}
        />
      )
  }
}
