import type { Shift } from '@loumen/shared/shifts/schema'
import { useWords } from '../ui/language'
import { clockTime } from '../ui/time'

/** Posts where nobody has begun ten minutes after the shift's start: who should be there, and where. */
export function LateShifts({ shifts }: { shifts: readonly Shift[] }) {
  const { t } = useWords()
  const late = shifts.filter((shift) => shift.late)
  if (!late.length) return null
  return (
    <ul className="alarms" role="alert" data-testid="late-shifts">
      {late.map(({ id, name, post, from }) => (
        <li key={id} className="alarm alarm-urgent">
          {t('shifts.lateAlert', { name, post, time: clockTime(from) })}
        </li>
      ))}
    </ul>
  )
}
