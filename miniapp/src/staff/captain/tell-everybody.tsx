import { tickChannel } from '@loumen/shared/calls/api'
import { callClips, nextClips } from '@loumen/shared/calls/phrases'
import type { CallPart } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { soundWaitsForTouch } from '../../platform/attention'
import { speakClips } from '../../platform/loudspeaker'
import { QuietButton } from '../../ui/big-button'
import { Box, Press, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ShareButton } from '../../ui/share-button'
import { useWords } from '../../use-words'
import type { CallingDesk } from './use-calling'

interface Props {
  callId: string
  label: string
  colour: number
  /** The latest asking-down; without one the entrance is next. */
  part: CallPart | undefined
  /** What is posted in the chat group: no names. */
  text: string
  quiet: boolean
  desk: CallingDesk
}

/** The ladder's first two steps: the group and the loudspeaker, each ticked when done. */
export function TellEverybody({ callId, label, colour, part, text, quiet, desk }: Props) {
  const { t } = useWords(phoneCallWords)
  const [said, setSaid] = useState<'copied' | 'notCopied' | 'playing' | 'playFailed'>()
  const tick = (channel: 'chat' | 'loudspeaker') => {
    if (part && !part.channels.includes(channel)) desk.tell(tickChannel, { callId, partId: part.id, channel })
  }
  const copy = async () => {
    const done = await Taro.setClipboardData({ data: text }).then(
      () => true,
      () => false,
    )
    setSaid(done ? 'copied' : 'notCopied')
    if (done) tick('chat')
  }
  const play = async () => {
    setSaid('playing')
    const heard = await speakClips(part ? callClips(label, colour) : nextClips(label, colour))
    setSaid(heard ? undefined : 'playFailed')
    if (heard) tick('loudspeaker')
  }
  return (
    <Section id="tell" title={t('tellTitle')}>
      <Words id="chat-text" className="note">
        {text}
      </Words>
      <QuietButton id="copy-text" onPress={() => void copy()}>
        {t('copyText')}
      </QuietButton>
      <ShareButton id="share-card">{t('shareCard')}</ShareButton>
      <QuietButton id="play" onPress={() => void play()} disabled={quiet || said === 'playing'}>
        {t(soundWaitsForTouch() ? 'tapForSound' : 'play')}
      </QuietButton>
      {said && (
        <Words id="said" className="quiet">
          {t(said)}
        </Words>
      )}
      {part && (
        <Box className="chips">
          {(['chat', 'loudspeaker'] as const).map((channel) => (
            <Press
              key={channel}
              id={`tick-${channel}`}
              className={`chip ${part.channels.includes(channel) ? 'chip-on' : ''}`}
              chooses="checkbox"
              chosen={part.channels.includes(channel)}
              disabled={desk.busy || part.channels.includes(channel)}
              onPress={() => tick(channel)}
            >
              {part.channels.includes(channel) ? '☑ ' : '☐ '}
              {t(channel === 'chat' ? 'tickChat' : 'tickLoudspeaker')}
            </Press>
          ))}
        </Box>
      )}
    </Section>
  )
}
