import type { Overview } from '@loumen/shared/coverage/schema'
import { Figure } from '../ui/figure'
import { useWords } from '../ui/language'

/** Expected = sampled + excused + missing, and how fast it goes. */
export function FigureRow({ overview }: { overview: Overview }) {
  const { t } = useWords()
  const { figures, lastHour, tableRate } = overview
  const open = overview.tables.filter(({ state }) => state === 'open').length
  const share = figures.expected ? Math.floor((figures.sampled / figures.expected) * 100) : 0
  return (
    <dl className="figures">
      <Figure id="figure-expected" label={t('figures.expected')} value={figures.expected} />
      <Figure id="figure-sampled" label={t('figures.sampled')} value={figures.sampled} note={`${share}%`} />
      <Figure id="figure-missing" label={t('figures.missing')} value={figures.missing} />
      <Figure id="figure-excused" label={t('figures.excused')} value={figures.excused} />
      <Figure id="figure-inQueue" label={t('figures.inQueue')} value={figures.inQueue} />
      <Figure
        id="figure-lastHour"
        label={t('figures.lastHour')}
        value={lastHour}
        note={open ? t('figures.rate', { rate: Math.round(tableRate) }) : t('figures.noTable')}
      />
    </dl>
  )
}
