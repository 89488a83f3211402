import { rooms } from '@loumen/shared/events'
import { listOpenOperations } from '@loumen/shared/operations/api'
import { listTubeClaims } from '@loumen/shared/tubes/claims'
import { offlineWords } from '@loumen/shared/words/offline'
import { useRouter } from '@tarojs/taro'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { Heading, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useWork } from '../use-work'
import { ClaimCard } from './claim-card'
import { RecordCard } from './record-card'

/** What was recorded without a network and breaks a rule: samples whose people a person must decide, and other records. */
export default function ClaimsPage() {
  const { t } = useWords(offlineWords)
  const shared = useWords()
  const { round: roundId } = useRouter().params
  const session = useSession('staff')
  const work = useWork()
  const asked = session && roundId ? { roundId } : undefined
  const communities = work.value?.rounds.find(({ id }) => id === roundId)?.communityIds ?? []
  const told = { rooms: [roundId && rooms.board(roundId), ...communities.map(rooms.community)] }
  const claims = useRead('staff', listTubeClaims, asked, told)
  const records = useRead('staff', listOpenOperations, asked, told)
  const all = claims.value?.claims ?? []
  const waiting = all.filter(({ decision }) => !decision)
  const decided = all.filter(({ decision }) => decision)
  const operations = records.value?.operations ?? []
  const again = () => {
    void claims.again()
    void records.again()
  }
  const problem = claims.problem ?? records.problem
  return (
    <StaffPage id="claims" title={t('decideTitle')} at={claims.at}>
      {claims.value && records.value && !waiting.length && !operations.length && (
        <>
          <Heading className="big-title">{t('decideNone')}</Heading>
          <Words className="lead">{t('decideNoneText')}</Words>
        </>
      )}
      {waiting.length > 0 && (
        <Section id="claims-waiting" title={t('samples')}>
          <Words className="quiet">{t('decideNote')}</Words>
          {waiting.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} again={again} />
          ))}
        </Section>
      )}
      {operations.length > 0 && (
        <Section id="records-open" title={t('records')}>
          {operations.map((operation) => (
            <RecordCard key={operation.id} roundId={roundId ?? ''} operation={operation} again={again} />
          ))}
        </Section>
      )}
      {decided.length > 0 && (
        <Section id="claims-decided" title={t('decidedTitle')}>
          {decided.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} again={again} />
          ))}
        </Section>
      )}
      {!claims.value && !problem && <Words className="quiet">{shared.t('loading')}</Words>}
      <ProblemNote problem={problem} />
    </StaffPage>
  )
}
