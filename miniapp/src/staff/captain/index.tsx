import { followEntrance } from '@loumen/shared/calls/api'
import { rooms } from '@loumen/shared/events'
import { useRouter, useShareAppMessage } from '@tarojs/taro'
import { useSession } from '../../remote/session'
import { useBoard } from '../../remote/use-board'
import { useRead } from '../../remote/use-read'
import { Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useStaffWords } from '../use-staff-words'
import { Following } from './following'

/** A captain's entrance, door by door, live. */
export default function Captain() {
  const { t } = useStaffWords()
  const shared = useWords()
  const { round: roundId, entrance: entranceId } = useRouter().params
  const session = useSession('staff')
  const known = session && roundId && entranceId
  const reading = useRead('staff', followEntrance, known ? { roundId, entranceId } : undefined, {
    rooms: [entranceId && rooms.entrance(entranceId), roundId && rooms.board(roundId)],
  })
  const board = useBoard('staff', roundId)
  const label = reading.value?.label ?? ''
  // The card that WeChat's share button sends: the public board, no names.
  useShareAppMessage(() => ({
    title: `${label} · ${shared.t('boardTitle')}`,
    path: `/pages/board/index?round=${roundId}`,
  }))
  if (reading.value && roundId)
    return (
      <Following roundId={roundId} entrance={reading.value} board={board.value} at={reading.at} again={reading.again} />
    )
  return (
    <StaffPage id="captain" title={t('captainTitle')}>
      {reading.problem ? <ProblemNote problem={reading.problem} /> : <Words>{shared.t('loading')}</Words>}
    </StaffPage>
  )
}
