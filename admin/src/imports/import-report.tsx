import type { RosterImport } from '@loumen/shared/imports/schema'
import { Alert } from 'antd'
import { useWords } from '../ui/language'
import { ImportProblems } from './import-problems'
import { ImportTotals } from './import-totals'

/** What is in the roster now, and every row that is not, with its reason. */
export function ImportReport({ shown }: { shown: RosterImport }) {
  const { t } = useWords()
  return (
    <div data-testid="import-report">
      <Alert
        type="info"
        showIcon
        title={t('import.done')}
        description={shown.changes ? t('import.changesDone', shown.changes) : undefined}
      />
      <ImportTotals shown={shown} />
      <ImportProblems problems={shown.problems} />
    </div>
  )
}
