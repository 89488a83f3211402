import type { EntranceFollowed } from '@loumen/shared/calls/schema'
import { whenSaid } from '@loumen/shared/words/when'
import { domainNow } from '../../remote/live'
import { Words } from '../../ui/elements'
import { useStaffWords } from '../use-staff-words'

/** Where the call of an entrance stands. */
export function CallLine({ entrance: { call, state } }: { entrance: EntranceFollowed }) {
  const { t, language } = useStaffWords()
  const line =
    call?.state === 'granted'
      ? t('granted')
      : call?.state === 'called' && call.calledAt
        ? t(call.times > 1 ? 'calledTimes' : 'calledAt', {
            time: whenSaid(language, call.calledAt, domainNow('staff')),
            times: call.times,
          })
        : t(state === 'cleared' ? 'cleared' : 'notGranted')
  return (
    <Words id="call-state" className="quiet">
      {line}
    </Words>
  )
}
