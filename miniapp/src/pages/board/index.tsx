import { useRouter } from '@tarojs/taro'
import { goBack, startOver } from '../../platform/places'
import { useBoard } from '../../remote/use-board'
import { Words } from '../../ui/elements'
import { LiveBar } from '../../ui/live-bar'
import { Page } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useHousehold } from '../../use-household'
import { useWords } from '../../use-words'
import { WholeBoard } from './whole-board'

/** The live board of a round; public, so it needs no sign-in when its address names the round. */
export default function BoardPage() {
  const { t } = useWords()
  const { params } = useRouter()
  const { household } = useHousehold()
  const board = useBoard('resident', params.round ?? household?.roundId)
  return (
    <Page
      id="board"
      title={t('boardTitle')}
      notice={<LiveBar kind="resident" at={board.at} />}
      onBack={() => goBack(() => startOver('home'))}
    >
      {board.value ? (
        <WholeBoard board={board.value} own={household?.entranceId} />
      ) : (
        <Words className="quiet">{t(household || params.round ? 'loading' : 'noRoundTitle')}</Words>
      )}
      <ProblemNote problem={board.problem} />
    </Page>
  )
}
