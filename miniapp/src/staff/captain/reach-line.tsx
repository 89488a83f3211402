import type { Reach } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'

const channels = ['asked', 'pushed', 'seen', 'chat', 'loudspeaker', 'knocked', 'come'] as const

/** How many called households each channel has reached. */
export function ReachLine({ reach }: { reach: Reach }) {
  const { t } = useWords(phoneCallWords)
  if (!reach.asked) return null
  return (
    <Section id="reach" title={t('reachTitle')}>
      <Box className="reach">
        {channels.map((channel) => (
          <Box key={channel} id={`reach-${channel}`} className="reach-part">
            <Words className="reach-number">{reach[channel]}</Words>
            <Words className="reach-word">{t(`channel.${channel}`)}</Words>
          </Box>
        ))}
      </Box>
    </Section>
  )
}
