import { Link } from 'react-router'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'

export function MissingPage() {
  const { t } = useWords()
  return (
    <EmptyState title={t('missing.title')} text={t('missing.text')}>
      <Link to="/">{t('missing.home')}</Link>
    </EmptyState>
  )
}
