import type { Round } from '@loumen/shared/rounds/schema'
import { Select } from 'antd'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'

/** Which round a page shows; the newest first. */
export function RoundSelect({ rounds, round }: { rounds: readonly Round[]; round: Round }) {
  const { t, d } = useWords()
  const [, setAddress] = useAddress()
  return (
    <Select
      aria-label={t('round.choose')}
      data-testid="round-select"
      value={round.id}
      popupMatchSelectWidth={false}
      options={[...rounds]
        .sort((a, b) => b.number - a.number)
        .map(({ id, name, state }) => ({ value: id, label: `${name} · ${d('round', state)}` }))}
      onChange={(id) => setAddress({ round: id })}
    />
  )
}
