import type { Problem } from '../../remote/problem'
import { Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { HomePage } from './home-page'

/** Before anything is known. */
export function Opening({ problem }: { problem?: Problem }) {
  const { t } = useWords()
  return (
    <HomePage>{problem ? <ProblemNote problem={problem} /> : <Words className="quiet">{t('loading')}</Words>}</HomePage>
  )
}
