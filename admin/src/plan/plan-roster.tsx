import { addPost, changePost, removePost } from '@loumen/shared/rounds/api'
import { type Post, teamOf, teams } from '@loumen/shared/rounds/posts'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useTimeNear } from '../ui/time'
import { PostForm } from './post-form'

/** People and materials by team and post, beside the map. */
export function PlanRoster({ round, posts }: { round: Round | undefined; posts: readonly Post[] }) {
  const { t, d } = useWords()
  const { may } = useSession()
  return (
    <section className="panel stack" data-testid="posts">
      <h2>{t('plan.posts')}</h2>
      {!round && <p className="quiet">{t('plan.noRound')}</p>}
      {teams.map((team) => {
        const own = posts.filter(({ kind }) => teamOf(kind) === team)
        return own.length ? (
          <section key={team}>
            <h3>{d('team', team)}</h3>
            <ul className="plain-list">
              {own.map((post) => (
                <OnePost key={post.id} post={post} round={may('posts.edit') ? round : undefined} />
              ))}
            </ul>
          </section>
        ) : null
      })}
      {round && may('posts.edit') && <AddPost round={round} />}
    </section>
  )
}

/** A post; with a round that is under way it can be changed. */
function OnePost({ post, round }: { post: Post; round: Round | undefined }) {
  const { t, d } = useWords()
  const [changing, setChanging] = useState(false)
  const time = useTimeNear(Date.now())
  const change = useWrite(changePost, () => setChanging(false))
  const remove = useWrite(removePost)
  const { id, rev, name, kind, holder, materials, from, until } = post
  if (changing && round)
    return (
      <li>
        <PostForm
          round={round}
          post={post}
          write={change}
          onSend={(fields) => void change.run({ postId: id, rev, ...fields })}
          onCancel={() => setChanging(false)}
        />
      </li>
    )
  return (
    <li className="stack">
      <div className="row between">
        <span>
          {name} <span className="quiet">{d('postKind', kind)}</span>
        </span>
        {round && (
          <span className="row">
            <Button
              size="small"
              type="text"
              aria-label={`${t('plan.changePost')} ${name}`}
              onClick={() => setChanging(true)}
            >
              {t('plan.changePost')}
            </Button>
            <Button
              size="small"
              type="text"
              loading={remove.running}
              aria-label={`${t('plan.removePost')} ${name}`}
              onClick={() => void remove.run({ postId: id })}
            >
              {t('plan.removePost')}
            </Button>
          </span>
        )}
      </div>
      <span>
        {holder ? holder.name : t('plan.nobody')} {holder?.phone && <a href={`tel:${holder.phone}`}>{holder.phone}</a>}
      </span>
      {(from || until) && (
        <span className="quiet">
          {from && time(from)}–{until && time(until)}
        </span>
      )}
      {materials.length > 0 && (
        <span className="quiet">{materials.map(({ what, count }) => `${what} ${count}`).join('、')}</span>
      )}
      <ErrorPanel error={remove.error} onRetry={remove.again} />
    </li>
  )
}

function AddPost({ round }: { round: Round }) {
  const [turn, setTurn] = useState(0)
  const add = useWrite(addPost, () => setTurn(turn + 1))
  return (
    <PostForm
      key={turn}
      round={round}
      write={add}
      onSend={(fields) => void add.run({ roundId: round.id, ...fields })}
    />
  )
}
