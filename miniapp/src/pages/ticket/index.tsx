import { useEffect } from 'react'
import { keepScreenOn } from '../../platform/screen-on'
import { Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { Reminder } from '../../ui/reminder'
import { ResidentPage } from '../../ui/resident-page'
import { useHousehold } from '../../use-household'
import { useOpenedHousehold } from '../../use-opened-household'
import { useWords } from '../../use-words'
import { BeforeSwab } from './before-swab'
import { FullTicket } from './full-ticket'

const beforeCalled = ['entranceNext', 'entranceCalled'] as const

/** The household's ticket, full screen; from the phone's storage when there is no network. */
export default function Ticket() {
  const { t } = useWords()
  const { household, reading } = useHousehold()
  useEffect(keepScreenOn, [])
  useOpenedHousehold()
  return (
    <ResidentPage id="ticket" title={t('ticketTitle')} tone={household?.colour}>
      {household ? (
        <>
          <FullTicket household={household} />
          <BeforeSwab />
          <Reminder kinds={beforeCalled} words="remind" />
        </>
      ) : (
        <Words className="lead">{t(reading.value ? 'ticketNone' : 'loading')}</Words>
      )}
      {!household && <ProblemNote problem={reading.problem} />}
    </ResidentPage>
  )
}
