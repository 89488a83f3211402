import type { Ability } from '@loumen/shared/abilities'
import type { ReactNode } from 'react'
import { useSession } from '../remote/session'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'

/** Shows its content to those who have the ability somewhere; the server decides about each thing. */
export function Permitted({ ability, children }: { ability: Ability; children: ReactNode }) {
  const { may } = useSession()
  const { t } = useWords()
  if (!may(ability)) return <EmptyState title={t('permitted.title')} text={t('permitted.text')} />
  return children
}
