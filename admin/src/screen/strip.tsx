import type { Board } from '@loumen/shared/calls/schema'
import { inQuiet } from '@loumen/shared/rounds/rules'
import { useEffect, useState } from 'react'
import { isConnected, isLive, lastHeard } from '../remote/live'
import type { Sound } from './voice'
import { en, zh } from './words'

const two = (number: number) => String(number).padStart(2, '0')
const clock = (at: number) => `${two(new Date(at).getHours())}:${two(new Date(at).getMinutes())}`

/** Where this is, the time, how far the round is, and whether what is shown is live. */
export function Strip({
  board,
  site,
  over,
  offset,
  sound,
  onSound,
}: {
  board: Board
  site: Board['sites'][number] | undefined
  /** The round is over: its board beats no more. */
  over: boolean
  offset: number
  sound: Sound
  onSound: () => void
}) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  const live = over ? isConnected() : isLive()
  const heard = lastHeard() ? lastHeard() + offset : Date.parse(board.at)
  const time = `${clock(heard)}:${two(new Date(heard).getSeconds())}`
  return (
    <footer className="strip">
      <span>
        {board.community} · {site?.name}
      </span>
      <span>{site?.openTables.length ? zh('tables', { tables: site.openTables.join('、') }) : zh('noTables')}</span>
      <span data-testid="progress">{zh('sampled', board.figures)}</span>
      {inQuiet(board.quiet, Date.now() + offset) ? <span data-testid="quiet">{zh('quiet')}</span> : null}
      {sound === 'locked' && (
        <button type="button" onClick={onSound} data-testid="sound">
          {zh('sound')} <small lang="en">{en('sound')}</small>
        </button>
      )}
      {live ? (
        <time data-testid="clock">{clock(Date.now() + offset)}</time>
      ) : (
        <b className="stale" role="status" data-testid="stale">
          {zh('stale', { time })} <small lang="en">{en('stale', { time })}</small>
        </b>
      )}
    </footer>
  )
}
