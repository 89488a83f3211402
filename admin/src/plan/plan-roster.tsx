import { addPost, removePost } from '@loumen/shared/rounds/api'
import { type Post, PostKind, type PostMaterial, teamOf, teams } from '@loumen/shared/rounds/posts'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button, Form, Input, Select } from 'antd'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** "防护服 20、口罩 100" as materials; what has no number counts once. */
const materialsOf = (text: string): PostMaterial[] =>
  text
    .split(/[、,，;；\n]+/)
    .map((part) => /^\s*(.+?)\s*[×x*]?\s*(\d+)?\s*$/.exec(part))
    .flatMap((found) =>
      found?.[1] ? [{ what: found[1].slice(0, 40), count: Math.max(1, Number(found[2] ?? 1)) }] : [],
    )
    .slice(0, 20)

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
                <OnePost key={post.id} post={post} editable={!!round && may('posts.edit')} />
              ))}
            </ul>
          </section>
        ) : null
      })}
      {round && may('posts.edit') && <AddPost roundId={round.id} />}
    </section>
  )
}

function OnePost({ post, editable }: { post: Post; editable: boolean }) {
  const { t, d } = useWords()
  const remove = useWrite(removePost)
  const { name, kind, holder, materials } = post
  return (
    <li className="stack">
      <div className="row between">
        <span>
          {name} <span className="quiet">{d('postKind', kind)}</span>
        </span>
        {editable && (
          <Button
            size="small"
            type="text"
            loading={remove.running}
            aria-label={`${t('plan.removePost')} ${name}`}
            onClick={() => void remove.run({ postId: post.id })}
          >
            {t('plan.removePost')}
          </Button>
        )}
      </div>
      <span>
        {holder ? holder.name : t('plan.nobody')} {holder?.phone && <a href={`tel:${holder.phone}`}>{holder.phone}</a>}
      </span>
      {materials.length > 0 && (
        <span className="quiet">{materials.map(({ what, count }) => `${what} ${count}`).join('、')}</span>
      )}
      <ErrorPanel error={remove.error} onRetry={remove.again} />
    </li>
  )
}

interface Draft {
  name: string
  kind: PostKind
  holder?: string
  phone?: string
  materials?: string
}

function AddPost({ roundId }: { roundId: string }) {
  const { t, d } = useWords()
  const [form] = Form.useForm<Draft>()
  const add = useWrite(addPost, () => form.resetFields())
  const send = ({ name, kind, holder, phone, materials }: Draft) =>
    void add.run({
      roundId,
      name,
      kind,
      holder: holder?.trim() ? { name: holder, phone: phone?.trim() || null } : null,
      materials: materialsOf(materials ?? ''),
    })
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'entry' }} onFinish={send}>
      <Form.Item
        name="name"
        label={t('plan.postName')}
        rules={[{ required: true, whitespace: true, message: t('plan.postName') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="kind" label={t('plan.postKind')}>
        <Select options={PostKind.options.map((kind) => ({ value: kind, label: d('postKind', kind) }))} />
      </Form.Item>
      <Form.Item name="holder" label={t('plan.holder')}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('plan.holderPhone')}>
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="materials" label={t('plan.materials')}>
        <Input maxLength={200} />
      </Form.Item>
      <ErrorPanel error={add.error} onRetry={add.again} />
      <Button type="primary" htmlType="submit" loading={add.running}>
        {t('plan.addPost')}
      </Button>
    </Form>
  )
}
