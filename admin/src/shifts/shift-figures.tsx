import type { Shift } from '@loumen/shared/shifts/schema'
import { Figure } from '../ui/figure'
import { useWords } from '../ui/language'
import { useLength } from './length'

/** How many stand at their posts, who is late, and who has gone without a rest the longest. */
export function ShiftFigures({ shifts, now }: { shifts: readonly Shift[]; now: string }) {
  const { t } = useWords()
  const length = useLength()
  const here = shifts.filter(({ state }) => state === 'here')
  const [longest] = here
    .flatMap(({ since, name, post }) =>
      since ? [{ name, post, minutes: (Date.parse(now) - Date.parse(since)) / 60_000 }] : [],
    )
    .sort((a, b) => b.minutes - a.minutes)
  return (
    <dl className="figures" data-testid="shift-figures">
      <Figure id="at-post" label={t('shifts.atPost')} value={here.length} />
      <Figure id="shifts-late" label={t('shifts.late')} value={shifts.filter(({ late }) => late).length} />
      <Figure
        id="longest-shift"
        label={t('shifts.longest')}
        value={longest ? length(Math.max(0, longest.minutes)) : t('shifts.nobody')}
        note={longest && ` ${longest.name} · ${longest.post}`}
      />
    </dl>
  )
}
