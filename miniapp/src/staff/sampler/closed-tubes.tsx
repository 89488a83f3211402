import type { Tube } from '@loumen/shared/tubes/schema'
import { clockTime } from '../../platform/clock-time'
import { Box } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useStaffWords } from '../use-staff-words'

/** The tubes closed lately at this table. */
export function ClosedTubes({ tubes }: { tubes: readonly Tube[] }) {
  const { t } = useStaffWords()
  if (!tubes.length) return null
  return (
    <Section id="closed-tubes" title={t('closedLately')}>
      {tubes.map(({ id, barcode, people, closedAt, openedAt }) => (
        <Box key={id} className="row">
          {t('closedTube', { barcode, count: people.length, time: clockTime(closedAt ?? openedAt) })}
        </Box>
      ))}
    </Section>
  )
}
