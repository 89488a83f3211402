import type { Language } from '@loumen/shared/words/language'
import { useSyncExternalStore } from 'react'
import { prefersLargeText } from './platform/large-text'
import { keep, readKept } from './platform/storage'

interface Settings {
  language: Language
  elder: boolean
  /** The household that the phone shows, where its owner has several. */
  household?: string
}

const listeners = new Set<() => void>()
let settings: Settings = { language: 'zh', elder: prefersLargeText(), ...readKept<Partial<Settings>>('settings') }

/** Changes how this phone shows everything, at once and for the next time. */
export function setSettings(change: Partial<Settings>) {
  settings = { ...settings, ...change }
  keep('settings', settings)
  for (const tell of listeners) tell()
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => settings,
    () => settings,
  )
}
