import type { PostMuster } from '@loumen/shared/muster/schema'
import { useWords } from '../ui/language'
import { useTimeNear } from '../ui/time'

/** The muster board by post: who stands there, who should, who comes next; what is not manned comes first. */
export function Posts({ posts, now }: { posts: readonly PostMuster[]; now: string }) {
  const { t } = useWords()
  const time = useTimeNear(now)
  return (
    <section className="panel" data-testid="muster-posts">
      <h2>{t('muster.posts')}</h2>
      {posts.length ? (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('muster.post')}</th>
              <th>{t('muster.where')}</th>
              <th>{t('muster.state')}</th>
              <th>{t('muster.name')}</th>
            </tr>
          </thead>
          <tbody>
            {posts.map(({ id, name, site, standing, here, due, holder, next }) => (
              <tr key={id} data-testid="muster-post" data-standing={standing}>
                <td>{name}</td>
                <td>{site}</td>
                <td>
                  {standing === 'late' || standing === 'empty' ? (
                    <strong className="late-mark">⚠ {t(`muster.standing.${standing}`)}</strong>
                  ) : (
                    t(`muster.standing.${standing}`)
                  )}
                </td>
                <td>
                  {[
                    ...here.map((one) => t('muster.here', { name: one.name, time: time(one.since) })),
                    ...due.map((one) => t('muster.dueAt', { name: one.name, time: time(one.from) })),
                    ...(holder ? [t('muster.holder', { name: holder })] : []),
                    ...(next ? [t('muster.nextAt', { name: next.name, time: time(next.from) })] : []),
                  ].join('；')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="quiet">{t('muster.noPosts')}</p>
      )}
    </section>
  )
}
