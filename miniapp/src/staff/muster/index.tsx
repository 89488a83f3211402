import { rooms } from '@loumen/shared/events'
import { listMuster } from '@loumen/shared/muster/api'
import { listJoinAsks } from '@loumen/shared/muster/asks-api'
import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import { useRouter } from '@tarojs/taro'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { AskCard } from './ask-card'
import { CodeOfSite } from './code-of-site'
import { People } from './people'
import { PostRow } from './post-row'

/** The people of a site on its lead's phone: who asks to help, post by post who stands there, who has not come. */
export default function MusterOnPhone() {
  const { t } = useWords(musterPhoneWords)
  const { site: siteId, round: roundId } = useRouter().params
  const session = useSession('staff')
  const here = siteId ? [rooms.site(siteId)] : []
  const board = useRead('staff', listMuster, session && roundId ? { roundId } : undefined, {
    rooms: here,
    about: ['muster', 'shifts', 'posts'],
    keepAs: 'muster',
  })
  const asks = useRead('staff', listJoinAsks, session && siteId ? { siteId } : undefined, {
    rooms: here,
    about: ['muster'],
  })
  const people = board.value?.people.filter((one) => one.siteId === siteId) ?? []
  const posts = board.value?.posts.filter((post) => post.siteId === siteId) ?? []
  const again = () => void Promise.all([board.again(), asks.again()])
  const count = (fits: (one: (typeof people)[number]) => boolean) => people.filter(fits).length
  return (
    <StaffPage id="muster" title={t('title')} at={board.at}>
      {(asks.value?.asks.length ?? 0) > 0 && (
        <Section id="asks" title={t('asks')}>
          {asks.value?.asks.map((ask) => (
            <AskCard key={ask.id} ask={ask} onDone={again} />
          ))}
        </Section>
      )}
      {board.value && people.length > 0 && (
        <Words id="muster-figures" className="lead">
          {t('figures', {
            arrived: count(({ state }) => state === 'arrived'),
            atPost: count(({ post }) => !!post),
            expected: count(({ state }) => state === 'expected'),
          })}
        </Words>
      )}
      {board.value && (
        <Section id="muster-posts" title={t('posts')}>
          {posts.map((post) => (
            <PostRow key={post.id} post={post} />
          ))}
          {!posts.length && <Words className="quiet">{t('noPosts')}</Words>}
        </Section>
      )}
      {board.value && <People people={people} onDone={again} />}
      {siteId && session && <CodeOfSite siteId={siteId} />}
      <ProblemNote problem={board.problem ?? asks.problem} retry={again} asks />
    </StaffPage>
  )
}
