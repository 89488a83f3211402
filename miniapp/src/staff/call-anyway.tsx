import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import type { Problem } from '../remote/problem'
import { QuietButton } from '../ui/big-button'
import { ProblemNote } from '../ui/problem-note'
import { useWords } from '../use-words'

interface Props {
  problem: Problem
  disabled: boolean
  onPress: () => void
}

/** What was agreed with the people about to be called, and the second tap that calls them all the same. */
export function CallAnyway({ problem, disabled, onPress }: Props) {
  const { t } = useWords(phoneCallWords)
  return (
    <>
      <ProblemNote problem={problem} />
      <QuietButton id="call-anyway" onPress={onPress} disabled={disabled}>
        {t('callAnyway')}
      </QuietButton>
    </>
  )
}
