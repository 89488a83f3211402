import { offlineWords } from '@loumen/shared/words/offline'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { useSyncExternalStore } from 'react'
import { type Entry, journal, letGo, onJournalChange, sendJournal } from '../../offline/journal'
import { allPackets, onPacketsChange, packetsWaiting } from '../../offline/packets'
import { clockTime } from '../../platform/clock-time'
import { sealObstacle } from '../../platform/sealed-storage'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Heading, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { HandOver } from './hand-over'
import { Packets } from './packets'
import { TakeOver } from './take-over'

/** What this phone recorded and the server does not have: send it, hand it to another phone, or take another's. */
export default function RecordsPage() {
  const { t } = useWords(offlineWords)
  const entries = useSyncExternalStore(onJournalChange, journal, journal)
  const packets = useSyncExternalStore(onPacketsChange, allPackets, allPackets)
  const waiting = entries.filter(({ answer }) => !answer)
  const conflicting = entries.filter(({ answer }) => answer?.outcome === 'conflict')
  const rejected = entries.filter(({ answer }) => answer?.outcome === 'rejected')
  return (
    <StaffPage id="records" title={t('recordsTitle')}>
      {sealObstacle && <Words className="note">{t(sealObstacle)}</Words>}
      {packetsWaiting() > 0 && !waiting.length ? null : waiting.length ? (
        <>
          <Heading className="big-title">{t('unsent', { count: waiting.length })}</Heading>
          <Words className="lead">{t('unsentHint')}</Words>
          <BigButton id="send-records" onPress={() => void sendJournal()}>
            {t('sendNow')}
          </BigButton>
          <Section>
            {waiting.slice(0, 20).map((entry) => (
              <RecordRow key={entry.seq} entry={entry} />
            ))}
          </Section>
          <HandOver entries={waiting} />
        </>
      ) : (
        <>
          <Heading className="big-title">{t('recordsNone')}</Heading>
          <Words className="lead">{t('recordsNoneBody')}</Words>
        </>
      )}
      {conflicting.length > 0 && (
        <Section id="conflicting" title={t('conflictTitle')}>
          <Words className="quiet">{t('conflictHint')}</Words>
          {conflicting.map((entry) => (
            <Box key={entry.seq} className="card">
              <RecordRow entry={entry} />
              <Why entry={entry} />
            </Box>
          ))}
        </Section>
      )}
      {rejected.length > 0 && (
        <Section id="rejected" title={t('rejectedTitle')}>
          <Words className="quiet">{t('rejectedHint')}</Words>
          {rejected.map((entry) => (
            <Box key={entry.seq} className="card">
              <RecordRow entry={entry} />
              <Why entry={entry} />
              <QuietButton id={`let-go-${entry.seq}`} onPress={() => void letGo(entry.seq)}>
                {t('letGo')}
              </QuietButton>
            </Box>
          ))}
        </Section>
      )}
      <Packets packets={packets} />
      <TakeOver />
    </StaffPage>
  )
}

/** Which rule the record breaks. */
function Why({ entry: { answer } }: { entry: Entry }) {
  const { language } = useWords(offlineWords)
  return answer?.why ? <Words>{sayRefusal(language, answer.why.code, answer.why.details)}</Words> : null
}

function RecordRow({ entry: { operation, people, place } }: { entry: Entry }) {
  const { t } = useWords(offlineWords)
  const { fact, recordedAt } = operation
  const label = 'barcode' in fact ? fact.barcode : 'code' in fact ? fact.code : ''
  return (
    <Box className="row">
      {clockTime(recordedAt)} {t(`kind.${fact.kind}`)} {place} {label === place ? '' : label}{' '}
      {people.map(({ name }) => name).join(' ')}
    </Box>
  )
}
