import type { EntranceFollowed } from '@loumen/shared/calls/schema'
import { clockTime } from '../../platform/clock-time'
import { Words } from '../../ui/elements'
import { useStaffWords } from '../use-staff-words'

/** Where the call of an entrance stands. */
export function CallLine({ entrance: { call, state } }: { entrance: EntranceFollowed }) {
  const { t } = useStaffWords()
  const line =
    call?.state === 'granted'
      ? t('granted')
      : call?.state === 'called' && call.calledAt
        ? t('calledAt', { time: clockTime(call.calledAt), times: call.times })
        : t(state === 'cleared' ? 'cleared' : 'notGranted')
  return (
    <Words id="call-state" className="quiet">
      {line}
    </Words>
  )
}
