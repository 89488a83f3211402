import type { PostMuster } from '@loumen/shared/muster/schema'
import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import { clockTime } from '../../platform/clock-time'
import { Box, Words } from '../../ui/elements'
import { useWords } from '../../use-words'

/** One post: who stands there, who should, who comes next. */
export function PostRow({ post }: { post: PostMuster }) {
  const { t } = useWords(musterPhoneWords)
  const { id, name, standing, here, due, holder, next } = post
  const alarming = standing === 'late' || standing === 'empty'
  const lines = [
    ...here.map((one) => t('here', { name: one.name, time: clockTime(one.since) })),
    ...due.map((one) => t('dueAt', { name: one.name, time: clockTime(one.from) })),
    ...(holder ? [t('holder', { name: holder })] : []),
    ...(next ? [t('nextAt', { name: next.name, time: clockTime(next.from) })] : []),
  ]
  return (
    <Box id={`post-${id}`} className={`row ${alarming ? 'row-alarm' : ''}`}>
      <Box className="row-words">
        <Words className="row-title">{name}</Words>
        {lines.map((line) => (
          <Words key={line} className="quiet">
            {line}
          </Words>
        ))}
      </Box>
      <Words id={`standing-${id}`} className="row-mark">
        {`${alarming ? '⚠ ' : ''}${t(`standing_${standing}`)}`}
      </Words>
    </Box>
  )
}
