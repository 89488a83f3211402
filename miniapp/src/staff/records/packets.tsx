import { offlineWords } from '@loumen/shared/words/offline'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { letPacketGo, type Packet } from '../../offline/packets'
import { QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'

/** What this phone passes on for others without being able to read it, and what became of it. */
export function Packets({ packets }: { packets: readonly Packet[] }) {
  const { t, language } = useWords(offlineWords)
  if (!packets.length) return null
  return (
    <Section id="packets" title={t('packetsTitle')}>
      <Words className="quiet">{t('packetsHint')}</Words>
      {packets.map(({ name, count, answer, refused }) => (
        <Box key={name} className="card">
          {!answer && !refused && <Words>{t('packetWaits', { count })}</Words>}
          {answer && <Words>{t('packetTaken', { count, ...answer })}</Words>}
          {refused && (
            <>
              <Words>{t('packetRefused', { count })}</Words>
              <Words>{sayRefusal(language, refused.code, refused.details)}</Words>
              <QuietButton id={`let-packet-go-${name}`} onPress={() => void letPacketGo(name)}>
                {t('letGo')}
              </QuietButton>
            </>
          )}
        </Box>
      ))}
    </Section>
  )
}
