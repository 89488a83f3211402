import { pauseSite, resumeSite } from '@loumen/shared/rounds/api'
import { PauseReason, type SitePause } from '@loumen/shared/rounds/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { useState } from 'react'
import { domainNow } from '../../remote/live'
import type { Writing } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'

const lengths = ['10', '20', '30', '60', 'unknown'] as const

interface Props {
  siteId: string
  pause: SitePause | null
  writing: Writing
  onDone: () => void
}

/** Stops a site with a reason and an expected restart, or lets it go on: residents hear both at once. */
export function PauseForm({ siteId, pause, writing, onDone }: Props) {
  const { t, language } = useWords(phoneCallWords)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<PauseReason>()
  const [length, setLength] = useState<(typeof lengths)[number]>('20')
  const now = domainNow('staff')
  const done = () => {
    setOpen(false)
    onDone()
  }
  const refused = () => {
    onDone()
    return false
  }
  if (pause)
    return (
      <Section id="pause">
        <Words className="note">
          {t('pausedSince', { time: whenSaid(language, pause.since, now), reason: t(`pause.${pause.reason}`) })}
          {pause.until ? t('pausedUntil', { time: whenSaid(language, pause.until, now) }) : t('pausedOpen')}
        </Words>
        <BigButton
          id="resume"
          onPress={() => void writing.write(resumeSite, { siteId }, done, refused)}
          disabled={writing.busy}
        >
          {t('resume')}
        </BigButton>
      </Section>
    )
  if (!open)
    return (
      <Section id="pause">
        <QuietButton id="pause-open" onPress={() => setOpen(true)}>
          {t('pauseTitle')}
        </QuietButton>
      </Section>
    )
  const send = () => {
    if (!reason) return
    const until = length === 'unknown' ? undefined : new Date(now + Number(length) * 60_000).toISOString()
    void writing.write(pauseSite, { siteId, reason, until }, done, refused)
  }
  return (
    <Section id="pause" title={t('pauseTitle')}>
      <Choices
        id="pause-reason"
        label={t('pauseWhy')}
        titled
        options={PauseReason.options.map((value) => ({ value, text: t(`pause.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      <Box className="steps">
        <Choices
          id="pause-length"
          label={t('pauseFor')}
          titled
          options={lengths.map((value) => ({
            value,
            text: value === 'unknown' ? t('pauseUnknown') : t('pauseMinutes', { minutes: value }),
          }))}
          value={length}
          onChange={setLength}
        />
      </Box>
      <BigButton id="pause-send" onPress={send} disabled={!reason || writing.busy}>
        {t('pauseSend')}
      </BigButton>
      <QuietButton id="pause-back" onPress={() => setOpen(false)}>
        {t('backToCall')}
      </QuietButton>
    </Section>
  )
}
