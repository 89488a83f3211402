import { Tag } from 'antd'
import { useWords } from './language'

/** Properties that change calling or visiting, as words. */
export function Tags({ tags }: { tags: readonly string[] }) {
  const { d } = useWords()
  if (!tags.length) return null
  return (
    <span className="tags">
      {tags.map((tag) => (
        <Tag key={tag}>{d('tag', tag)}</Tag>
      ))}
    </span>
  )
}
