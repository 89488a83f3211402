import { entranceColour } from '@loumen/shared/look/colours'
import { domainWord } from '@loumen/shared/words/domain'
import { type Catalogue, type Language, say } from '@loumen/shared/words/language'
import { miniappWords } from '@loumen/shared/words/miniapp'
import { useMemo } from 'react'
import { useSettings } from './settings'

/** How a page speaks: the phone's own sentences, or those of another catalogue, in the chosen language. */
export function useWords<C extends Catalogue = typeof miniappWords>(catalogue?: C) {
  const { language } = useSettings()
  return useMemo(() => speaker(language, (catalogue ?? miniappWords) as C), [language, catalogue])
}

const speaker = <C extends Catalogue>(language: Language, catalogue: C) => ({
  language,
  t: (key: keyof C & string, values?: Record<string, unknown>) => say(catalogue, language, key, values),
  /** A state, reason, role or tag of the domain. */
  word: (kind: string, value: string) => domainWord(language, kind, value),
  colourName: (index: number) => entranceColour(index)[language],
  shapeName: (index: number) => entranceColour(index)[language === 'zh' ? 'shapeZh' : 'shapeEn'],
})
