import { decideClaim, listClaims } from '@loumen/shared/roster/api'
import type { ClaimToDecide } from '@loumen/shared/roster/schema'
import { Button } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'

/** Residents who ask to see their household, for a person to decide. */
export default function ClaimsPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(listClaims, { communityId })
  return (
    <Page title={t('menu.claims')} note={t('claims.note')}>
      <Reading read={read}>
        {({ claims }) =>
          claims.length ? (
            <ul className="cards">
              {claims.map((claim) => (
                <ClaimCard key={claim.id} claim={claim} />
              ))}
            </ul>
          ) : (
            <EmptyState title={t('claims.none')} text={t('claims.noneText')} />
          )
        }
      </Reading>
    </Page>
  )
}

function ClaimCard({ claim }: { claim: ClaimToDecide }) {
  const { t } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const decide = useWrite(decideClaim)
  const { household } = claim
  return (
    <li className="panel" data-testid="claim">
      <h2>{claim.name}</h2>
      <dl className="person-fields">
        <dt>{t('resident.document')}</dt>
        <dd>{claim.document}</dd>
        <dt>{t('resident.phone')}</dt>
        <dd>{claim.phone}</dd>
        <dt>{t('claims.household')}</dt>
        <dd>
          {household ? (
            <Link to={communityPath(communityId, `households/${household.id}`)}>
              {household.entrance} {household.door}
            </Link>
          ) : (
            t('claims.noMatch')
          )}
        </dd>
        <dt>{t('claims.at')}</dt>
        <dd>{time(claim.at)}</dd>
      </dl>
      <ErrorPanel error={decide.error} onRetry={decide.again} />
      <div className="row">
        {household && (
          <Button
            type="primary"
            loading={decide.running}
            onClick={() => void decide.run({ claimId: claim.id, granted: true })}
          >
            {t('claims.grant')}
          </Button>
        )}
        <Button disabled={decide.running} onClick={() => void decide.run({ claimId: claim.id, granted: false })}>
          {t('claims.refuse')}
        </Button>
      </div>
    </li>
  )
}
