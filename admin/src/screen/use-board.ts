import { readBoard } from '@loumen/shared/calls/api'
import type { Board } from '@loumen/shared/calls/schema'
import { RefusedByServer } from '@loumen/shared/client'
import { rooms } from '@loumen/shared/events'
import { readSite } from '@loumen/shared/rounds/api'
import { useCallback, useEffect, useState } from 'react'
import { call } from '../remote/call'
import { onBeat, onBoard, onReturn, watch } from '../remote/live'
import { keepBoard, keptBoard } from './kept-board'

const retryEvery = 5_000
const readEvery = 20_000

export interface Shown {
  board: Board | undefined
  /** The site does not exist: nothing will come. */
  unknown: boolean
  /** Domain time against this device's clock, in milliseconds; known from the first beat. */
  offset: number
}

/** The board of the site's round: the kept one at once, then always the newest that was heard. */
export function useBoard(siteId: string): Shown {
  const [board, setBoard] = useState(() => keptBoard(siteId))
  const [roundId, setRoundId] = useState(board?.roundId)
  const [unknown, setUnknown] = useState(false)
  const [offset, setOffset] = useState(0)

  const take = useCallback(
    (next: Board) => {
      setBoard((shown) => {
        if (shown && shown.roundId === next.roundId && shown.rev > next.rev) return shown
        keepBoard(siteId, next)
        return next
      })
    },
    [siteId],
  )

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const find = () =>
      call(readSite, { siteId })
        .then((site) => setRoundId(site.roundId))
        .catch((error) => {
          if (error instanceof RefusedByServer && error.status < 500) setUnknown(true)
          else timer = setTimeout(find, retryEvery)
        })
    void find()
    return () => clearTimeout(timer)
  }, [siteId])

  useEffect(() => {
    if (!roundId) return undefined
    const read = () => void call(readBoard, { roundId }).then(take, () => undefined)
    let rev = 0
    const stops = [
      watch(rooms.board(roundId)),
      onBoard((next) => {
        if (next.roundId !== roundId) return
        rev = Math.max(rev, next.rev)
        take(next)
      }),
      onBeat((beat) => {
        if (beat.roundId !== roundId) return
        setOffset(Date.parse(beat.now) - Date.now())
        if (beat.rev > rev) read()
        rev = Math.max(rev, beat.rev)
      }),
      onReturn(read),
    ]
    const timer = setInterval(read, readEvery)
    read()
    return () => {
      clearInterval(timer)
      for (const stop of stops) stop()
    }
  }, [roundId, take])

  return { board, unknown, offset }
}
