import { countQueue, setCallMode } from '@loumen/shared/calls/api'
import { type Calling, CallMode } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { domainNow } from '../../remote/live'
import type { Writing } from '../../remote/use-write'
import { Choices } from '../../ui/choices'
import { Box, Press, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'

const counts = [0, 5, 10, 15, 20, 30, 40, 60]

interface Props {
  site: Calling['sites'][number]
  writing: Writing
  onCalling: (calling: Calling) => void
}

/** Who decides about calls, and how long the queue is: the one figure that nobody's scan knows. */
export function ModeAndCount({ site: { siteId, mode, counted }, writing, onCalling }: Props) {
  const { t, language } = useWords(phoneCallWords)
  return (
    <>
      <Section id="count" title={t('countTitle')}>
        <Box className="chips">
          {counts.map((people) => (
            <Press
              key={people}
              id={`count-${people}`}
              className="chip"
              disabled={writing.busy}
              onPress={() => void writing.write(countQueue, { siteId, people }, onCalling)}
            >
              {people}
            </Press>
          ))}
        </Box>
        {counted && (
          <Words id="counted" className="quiet">
            {t('countedAt', { time: whenSaid(language, counted.at, domainNow('staff')), people: counted.people })}
          </Words>
        )}
      </Section>
      <Section id="modes" title={t('modeTitle')}>
        <Choices
          id="mode"
          label={t('modeTitle')}
          options={CallMode.options.map((value) => ({ value, text: t(`mode.${value}`) }))}
          value={mode}
          onChange={(value) => value !== mode && void writing.write(setCallMode, { siteId, mode: value }, onCalling)}
        />
      </Section>
    </>
  )
}
