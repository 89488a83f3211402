import type { RosterImport } from '@loumen/shared/imports/schema'
import { Figure } from '../ui/figure'
import { useWords } from '../ui/language'

const shownTotals = [
  'rows',
  'households',
  'people',
  'entrances',
  'toVerify',
  'repaired',
  'duplicates',
  'dropped',
] as const

export function ImportTotals({ shown }: { shown: RosterImport }) {
  const { t } = useWords()
  const { totals } = shown
  if (!totals) return null
  return (
    <dl className="figures figures-eight">
      {shownTotals.map((name) => (
        <Figure key={name} id={`total-${name}`} label={t(`import.${name}`)} value={totals[name]} />
      ))}
    </dl>
  )
}
