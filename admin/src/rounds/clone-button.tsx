import { cloneRound } from '@loumen/shared/rounds/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** Opens the next round like this one: sites, tables, order and posts. Only once it is closed. */
export function CloneButton({ round }: { round: Round }) {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const go = useNavigate()
  const clone = useWrite(cloneRound, ({ id }) => void go(communityPath(communityId, `rounds/${id}`)))
  if (!may('rounds.open') || !['closed', 'sealed'].includes(round.state)) return null
  return (
    <section className="panel">
      <h2>{t('clone.title')}</h2>
      <p>{t('clone.text')}</p>
      <Button
        type="primary"
        loading={clone.running}
        onClick={() => void clone.run({ roundId: round.id })}
        data-testid="clone-round"
      >
        {t('clone.open')}
      </Button>
      <ErrorPanel error={clone.error} onRetry={clone.again} />
    </section>
  )
}
