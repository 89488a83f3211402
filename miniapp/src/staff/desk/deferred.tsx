import type { Problem } from '../../remote/problem'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useTableWords } from '../use-table-words'

interface Props {
  problem: Problem
  vaccinated: boolean
  busy: boolean
  onHome: () => void
  onBack: () => void
  onOverrule: (reason: string) => void
}

/** The rule before the swab says to wait: come back later, or be excused until it may be done; a medic may overrule. */
export function Deferred({ problem, vaccinated, busy, onHome, onBack, onOverrule }: Props) {
  const { t } = useTableWords()
  return (
    <Box id="deferred" className="card">
      <ProblemNote problem={problem} />
      <Box className="steps">
        <BigButton id="deferred-back" onPress={vaccinated ? onHome : onBack} disabled={busy}>
          {t(vaccinated ? 'sendVaccinated' : 'comeBack')}
        </BigButton>
        <QuietButton id="deferred-overrule" onPress={() => onOverrule(t('overrule'))} disabled={busy}>
          {t('overrule')}
        </QuietButton>
      </Box>
    </Box>
  )
}
