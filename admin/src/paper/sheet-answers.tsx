import type { OperationAnswer } from '@loumen/shared/operations/schema'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { Alert, Tag } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useWords } from '../ui/language'

/** What became of a whole sheet, in figures, and where to go with what a person has to decide. */
export function SheetAnswers({ answers, roundId }: { answers: readonly OperationAnswer[]; roundId: string }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const count = (outcome: OperationAnswer['outcome']) => answers.filter((one) => one.outcome === outcome).length
  const sums = {
    applied: count('applied'),
    conflict: count('conflict'),
    duplicate: count('duplicate'),
    rejected: count('rejected'),
  }
  const before = answers.every(({ outcome, why }) => outcome === 'duplicate' || why?.code === 'operation.different')
  return (
    <Alert
      showIcon
      type={sums.rejected ? 'warning' : 'info'}
      title={before ? t('entry.before') : sums.rejected ? t('entry.rejected') : t('entry.done')}
      description={
        <span data-testid="paper-sums">
          {t('entry.sums', sums)}{' '}
          {sums.conflict > 0 && (
            <Link to={`${communityPath(communityId, 'tube-claims')}?round=${roundId}`}>{t('entry.toClaims')}</Link>
          )}
        </span>
      }
    />
  )
}

/** What became of one row, and which rule it breaks. */
export function AnswerNote({ answer, onlyTrouble }: { answer: OperationAnswer | undefined; onlyTrouble?: boolean }) {
  const { t, language } = useWords()
  if (!answer || (onlyTrouble && (answer.outcome === 'applied' || answer.outcome === 'duplicate'))) return null
  const { outcome, why } = answer
  return (
    <span data-testid={`paper-${outcome}`}>
      <Tag>{t(outcome === 'rejected' ? 'entry.refused' : `entry.${outcome}`)}</Tag>{' '}
      {why && (why.code === 'operation.different' ? t('entry.different') : sayRefusal(language, why.code, why.details))}
    </span>
  )
}
