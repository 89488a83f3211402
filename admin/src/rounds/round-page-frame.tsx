import type { Round } from '@loumen/shared/rounds/schema'
import type { ReactNode } from 'react'
import { useRounds } from '../community/community'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { NoRound } from './no-round'
import { RoundSelect } from './round-select'

/** The frame of a page that shows one round: its choice in the head, and what to do while there is none. */
export function RoundPageFrame({
  title,
  note,
  children,
}: {
  title: string
  note?: ReactNode
  children: (round: Round) => ReactNode
}) {
  const { read, rounds, round } = useRounds()
  return (
    <Page title={title} note={note} aside={round && <RoundSelect rounds={rounds} round={round} />}>
      <Reading read={read}>{() => (round ? children(round) : <NoRound />)}</Reading>
    </Page>
  )
}
