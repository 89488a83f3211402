import { sayRefusal } from '@loumen/shared/words/refusal'
import type { Problem } from '../remote/problem'
import { useWords } from '../use-words'
import { Box, Press, Words } from './elements'

interface Props {
  problem: Problem | undefined
  /** Sends the unanswered command again. */
  retry?: () => void
  /** It only asked for something: nothing can have been saved. */
  asks?: boolean
}

/** What went wrong, what is safe, what to do next; spoken at once. Nothing when nothing is wrong. */
export function ProblemNote({ problem, retry, asks }: Props) {
  const { t, language } = useWords()
  if (!problem) return null
  const sentence =
    problem.kind === 'unreachable'
      ? t(!retry ? 'unreachable' : asks ? 'unreachableRead' : 'unreachableWrite')
      : sayRefusal(language, problem.code, problem.details)
  return (
    <Box className="problem" role="alert">
      <Words className="problem-words">{sentence}</Words>
      {retry && (
        <Press id="retry" className="press-second" onPress={retry}>
          {t('retry')}
        </Press>
      )}
    </Box>
  )
}
