import type { Round } from '@loumen/shared/rounds/schema'
import { useWords } from '../ui/language'

/** Every table of a round, to choose from. */
export function useTables(round: Round): { value: string; label: string; siteId: string }[] {
  const { t } = useWords()
  return round.sites.flatMap((site) =>
    site.tables.map(({ id, number }) => ({
      value: id,
      label: t('paper.tableOf', { site: site.name, number }),
      siteId: site.id,
    })),
  )
}
