import { RefusedByServer, Unreachable } from '@loumen/shared/client'
import type { ConsoleWord } from '@loumen/shared/words/console'
import type { Language } from '@loumen/shared/words/language'
import { sayRefusal } from '@loumen/shared/words/refusal'

/** What a person reads when something did not work: what happened, what is safe, what to do next. */
export function errorText(error: unknown, language: Language, t: (key: ConsoleWord) => string): string {
  if (error instanceof RefusedByServer) return sayRefusal(language, error.code, error.details)
  if (error instanceof Unreachable) return t('errors.unreachable')
  return t('errors.unexpected')
}
