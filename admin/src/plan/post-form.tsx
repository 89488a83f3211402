import { type Post, type PostFields, PostKind, type PostMaterial } from '@loumen/shared/rounds/posts'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button, Form, Input, Select } from 'antd'
import type { Write } from '../remote/use-write'
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

const textOf = (materials: readonly PostMaterial[]) => materials.map(({ what, count }) => `${what} ${count}`).join('、')

/** An instant as the field for date and time takes it, in the browser's own time. */
function fieldOf(at: string | null): string | undefined {
  if (!at) return undefined
  const time = new Date(at)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

interface Draft {
  name: string
  kind: PostKind
  siteId?: string
  holder?: string
  phone?: string
  from?: string
  until?: string
  materials?: string
}

interface Props {
  round: Round
  /** The post that is changed; a new one without. */
  post?: Post
  write: Pick<Write<never>, 'error' | 'again' | 'running'>
  onSend: (fields: Partial<PostFields> & Pick<PostFields, 'name' | 'kind'>) => void
  onCancel?: () => void
}

/** What is written about a post: who stands there, when, with what. */
export function PostForm({ round, post, write, onSend, onCancel }: Props) {
  const { t, d } = useWords()
  const send = ({ name, kind, siteId, holder, phone, from, until, materials }: Draft) =>
    onSend({
      entranceId: post?.entranceId,
      place: post?.place,
      name,
      kind,
      siteId: siteId ?? null,
      // The account belongs to the person who is named; another name is another person.
      holder: holder?.trim()
        ? {
            accountId: holder.trim() === post?.holder?.name ? post.holder.accountId : null,
            name: holder,
            phone: phone?.trim() || null,
          }
        : null,
      from: from ? new Date(from).toISOString() : null,
      until: until ? new Date(until).toISOString() : null,
      materials: materialsOf(materials ?? ''),
    })
  const initial: Draft = post
    ? {
        name: post.name,
        kind: post.kind,
        siteId: post.siteId ?? undefined,
        holder: post.holder?.name,
        phone: post.holder?.phone ?? undefined,
        from: fieldOf(post.from),
        until: fieldOf(post.until),
        materials: textOf(post.materials),
      }
    : { name: '', kind: 'entry' }
  return (
    <Form<Draft> layout="vertical" requiredMark={false} initialValues={initial} onFinish={send}>
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
      {round.sites.length > 1 && (
        <Form.Item name="siteId" label={t('plan.postSite')}>
          <Select allowClear options={round.sites.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      )}
      <Form.Item name="holder" label={t('plan.holder')}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('plan.holderPhone')}>
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="from" label={t('plan.postFrom')}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="until" label={t('plan.postUntil')}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="materials" label={t('plan.materials')}>
        <Input maxLength={200} />
      </Form.Item>
      <ErrorPanel error={write.error} onRetry={write.again} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={write.running}>
          {t(post ? 'plan.savePost' : 'plan.addPost')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
      </div>
    </Form>
  )
}
