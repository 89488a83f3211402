import { useWords } from '../ui/language'

/** Says a length of time: 2 h 5 min. */
export function useLength(): (minutes: number) => string {
  const { t } = useWords()
  return (minutes) => t('shifts.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: Math.round(minutes % 60) })
}
