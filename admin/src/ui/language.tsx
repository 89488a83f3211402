import { type ConsoleWord, consoleWords } from '@loumen/shared/words/console'
import { domainWord } from '@loumen/shared/words/domain'
import { type Language, say } from '@loumen/shared/words/language'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

const stored = 'loumen.language'

export interface Words {
  language: Language
  setLanguage: (language: Language) => void
  /** A sentence of the console. */
  t: (key: ConsoleWord, values?: Record<string, unknown>) => string
  /** A word of the domain: `d('unit', 'called')`. */
  d: (kind: string, value: string) => string
}

const Context = createContext<Words | undefined>(undefined)

const remembered = (): Language => (localStorage.getItem(stored) === 'en' ? 'en' : 'zh')

/** Chinese first; the other language is one click away and remembered. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(remembered)
  useEffect(() => {
    localStorage.setItem(stored, language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const words = useMemo<Words>(
    () => ({
      language,
      setLanguage,
      t: (key, values) => say(consoleWords, language, key, values),
      d: (kind, value) => domainWord(language, kind, value),
    }),
    [language],
  )
  return <Context.Provider value={words}>{children}</Context.Provider>
}

export function useWords(): Words {
  const words = useContext(Context)
  if (!words) throw new Error('useWords outside LanguageProvider')
  return words
}
