import { type DisplayWord, displayWords } from '@loumen/shared/words/display'
import { say } from '@loumen/shared/words/language'

/** A sentence of the display in Chinese, and its small English line. */
export const zh = (key: DisplayWord, values?: Record<string, unknown>) => say(displayWords, 'zh', key, values)
export const en = (key: DisplayWord, values?: Record<string, unknown>) => say(displayWords, 'en', key, values)
