import { offlineWords } from '@loumen/shared/words/offline'
import { useSyncExternalStore } from 'react'
import { journal, onJournalChange } from '../offline/journal'
import { allPackets, onPacketsChange } from '../offline/packets'
import { goToStaff } from '../platform/places'
import { Press } from '../ui/elements'
import { useWords } from '../use-words'

/** How many records the server does not have yet; nothing when it has all. */
export function UnsentBar() {
  const { t } = useWords(offlineWords)
  const entries = useSyncExternalStore(onJournalChange, journal, journal)
  const packets = useSyncExternalStore(onPacketsChange, allPackets, allPackets)
  const own = entries.filter(({ answer }) => !answer || answer.outcome === 'rejected').length
  const count = own + packets.reduce((sum, packet) => sum + (packet.answer ? 0 : packet.count), 0)
  if (!count) return null
  return (
    <Press id="unsent" className="live-bar" onPress={() => goToStaff('records')}>
      {t('unsent', { count })}
    </Press>
  )
}
