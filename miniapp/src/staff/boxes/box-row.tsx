import { boxWarning } from '@loumen/shared/boxes/rules'
import type { Box as BoxView } from '@loumen/shared/boxes/schema'
import { clockTime } from '../../platform/clock-time'
import { Box, Press, Words } from '../../ui/elements'
import { useTableWords } from '../use-table-words'

/** One box in the list: label, how full, where it is, and how urgent. */
export function BoxRow({ box, onPress }: { box: BoxView; onPress: () => void }) {
  const { t, word } = useTableWords()
  return (
    <Press id={`box-${box.code}`} className="link-row" onPress={onPress}>
      <Box className="row-words">
        <Words className="row-title">
          {box.code} · {word('box', box.state)}
        </Words>
        <Words className="quiet">{t('boxRow', { tubes: box.tubes.length, people: box.people })}</Words>
        <BoxClock box={box} />
      </Box>
      <Words className="link-arrow">›</Words>
    </Press>
  )
}

/** The clock from the first sample inside, with its warning; nothing while the box is empty. */
export function BoxClock({ box }: { box: BoxView }) {
  const { t } = useTableWords()
  if (!box.firstSampleAt) return null
  const warning = box.state === 'received' ? 'none' : boxWarning(Date.now() - Date.parse(box.firstSampleAt))
  return (
    <Words className={warning === 'none' ? 'quiet' : 'care'}>
      {t('since', { time: clockTime(box.firstSampleAt) })}
      {warning !== 'none' && ` · ${t(`warning.${warning}`)}`}
    </Words>
  )
}
