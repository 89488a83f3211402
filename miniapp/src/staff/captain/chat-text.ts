import type { Board, CallPart } from '@loumen/shared/calls/schema'
import type { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { floorsSaid } from '@loumen/shared/words/floors'
import type { Language } from '@loumen/shared/words/language'
import { whenSaid } from '@loumen/shared/words/when'

interface Said {
  label: string
  colour: string
  shape: string
  site: Board['sites'][number] | undefined
  part: CallPart | undefined
  now: number
}

/** What a captain posts in the chat group: the entrance, where to, what to do. Never a name. */
export function chatText(
  { label, colour, shape, site, part, now }: Said,
  t: (key: keyof typeof phoneCallWords, values?: Record<string, unknown>) => string,
  language: Language,
): string {
  const values = { label, colour, shape, site: site?.name ?? '', place: site?.place ?? '' }
  if (site?.pause)
    return t('chatPaused', {
      ...values,
      reason: t(`pause.${site.pause.reason}`),
      until: site.pause.until ? t('pausedUntil', { time: whenSaid(language, site.pause.until, now) }) : t('pausedOpen'),
    })
  if (!part) return t('chatNext', values)
  return t('chatCalled', { ...values, floors: floorsSaid(language, part.floors) || t('everyFloor') })
}
