import { useEffect } from 'react'
import { keepScreenOn } from '../../platform/screen-on'
import { Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { useHousehold } from '../../use-household'
import { useWords } from '../../use-words'
import { FullTicket } from './full-ticket'

/** The household's ticket, full screen; from the phone's storage when there is no network. */
export default function Ticket() {
  const { t } = useWords()
  const { household, reading } = useHousehold()
  useEffect(keepScreenOn, [])
  return (
    <ResidentPage id="ticket" title={t('ticketTitle')} tone={household?.colour}>
      {household ? (
        <FullTicket household={household} />
      ) : (
        <Words className="lead">{t(reading.value ? 'ticketNone' : 'loading')}</Words>
      )}
      {!household && <ProblemNote problem={reading.problem} />}
    </ResidentPage>
  )
}
