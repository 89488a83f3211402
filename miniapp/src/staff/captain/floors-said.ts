import type { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import type { Language } from '@loumen/shared/words/language'

/** Floors as they are said: 6 楼、5 楼; nothing where there are none. */
export const floorsSaid = (
  floors: readonly number[],
  t: (key: keyof typeof phoneCallWords, values?: Record<string, unknown>) => string,
  language: Language,
) => floors.map((floor) => t('floor', { floor })).join(language === 'zh' ? '、' : ', ')
