import { slipClaimWords } from '@loumen/shared/words/slips'
import { useRouter } from '@tarojs/taro'
import { goBack, goTo, startOver } from '../../platform/places'
import { useBoard } from '../../remote/use-board'
import { BigButton } from '../../ui/big-button'
import { Press, Words } from '../../ui/elements'
import { LiveBar } from '../../ui/live-bar'
import { Page } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useHousehold } from '../../use-household'
import { useWords } from '../../use-words'
import { useBoardRound } from './use-board-round'
import { WholeBoard } from './whole-board'

/** The live board of a round; public, so it needs no sign-in when its address names the round, a site or an entrance. */
export default function BoardPage() {
  const { t } = useWords()
  const slip = useWords(slipClaimWords)
  const { params } = useRouter()
  const { session, reading, household } = useHousehold()
  const { named, roundId, entranceId, problem } = useBoardRound(params)
  const board = useBoard('resident', named ? (roundId ?? undefined) : household?.roundId)
  const home = () => startOver('home')
  const unknown = named ? roundId !== null : household
  return (
    <Page
      id="board"
      title={t('boardTitle')}
      notice={<LiveBar kind="resident" at={board.at} />}
      onBack={() => goBack(home)}
      footer={
        session === null && (
          <BigButton id="board-sign-in" onPress={home}>
            {slip.t('signIn')}
          </BigButton>
        )
      }
    >
      {board.value ? (
        <WholeBoard board={board.value} own={entranceId ?? household?.entranceId} />
      ) : (
        <Words className="quiet">{t(unknown ? 'loading' : 'noRoundTitle')}</Words>
      )}
      {reading.value?.households.length === 0 && (
        <Press id="board-claim" className="press-link" onPress={() => goTo('claim')}>
          {slip.t('openMine')}
        </Press>
      )}
      <ProblemNote problem={problem ?? board.problem} />
    </Page>
  )
}
