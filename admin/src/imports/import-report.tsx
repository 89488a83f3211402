import { undoImport } from '@loumen/shared/imports/api'
import type { RosterImport } from '@loumen/shared/imports/schema'
import { Alert, Button, Popconfirm } from 'antd'
import { Link } from 'react-router'
import { communityPath } from '../community/community'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { ImportLists } from './import-lists'
import { ImportTotals } from './import-totals'

/** What is in the roster now, the way back, and every row to look at. */
export function ImportReport({
  shown,
  communityId,
  onRestart,
}: {
  shown: RosterImport
  communityId: string
  onRestart: () => void
}) {
  const { t } = useWords()
  const { may } = useSession()
  const undo = useWrite(undoImport)
  const undone = shown.state === 'undone'
  return (
    <div data-testid={undone ? 'import-undone' : 'import-report'} className="stack">
      <Alert
        type={undone ? 'warning' : 'info'}
        showIcon
        title={t(undone ? 'import.undone' : 'import.done')}
        description={
          undone
            ? t('import.undoneText')
            : shown.changes
              ? t('import.doneText', { ...shown.changes.people })
              : undefined
        }
      />
      <ErrorPanel error={undo.error} onRetry={undo.again} onClose={undo.clear} />
      <div className="row">
        <Link to={communityPath(communityId, 'roster')}>
          <Button type="primary" size="large">
            {t('import.toRoster')}
          </Button>
        </Link>
        {!undone && may('rounds.open') && (
          <Link to={communityPath(communityId, 'rounds/new')}>
            <Button size="large">{t('round.open')}</Button>
          </Link>
        )}
        <Button size="large" onClick={onRestart}>
          {t('import.another')}
        </Button>
        {shown.undoable && (
          <Popconfirm title={t('import.undoAsk')} onConfirm={() => void undo.run({ importId: shown.id })}>
            <Button size="large" danger loading={undo.running} data-testid="undo-import">
              {t('import.undo')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {!undone && (
        <>
          <ImportTotals shown={shown} />
          <ImportLists shown={shown} only="doubtful" />
        </>
      )}
    </div>
  )
}
