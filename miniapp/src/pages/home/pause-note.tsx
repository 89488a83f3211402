import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { Box, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import type { HomeSite } from './site-of'

/** Why nothing moves, when it is expected to go on, and that the place is kept. */
export function PauseNote({ site, called, now }: { site: HomeSite; called: boolean; now: number }) {
  const { t, language } = useWords(phoneCallWords)
  const { pause, name } = site
  if (!pause) return null
  return (
    <Box id="pause-note" className="pause-note" role="status">
      <Words className="paragraph">
        {t('pausedWhy', { site: name, reason: t(`pause.${pause.reason}`) })}
        {pause.until ? t('pausedUntil', { time: whenSaid(language, pause.until, now) }) : t('pausedOpen')}
      </Words>
      <Words className="paragraph">{t(called ? 'pausedHome' : 'pausedWait')}</Words>
    </Box>
  )
}
