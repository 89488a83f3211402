import type { Endpoint, Input, Output } from '@loumen/shared/endpoint'
import type { Changed } from '@loumen/shared/events'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { putIntoVault, readVault } from '../platform/vault'
import { callAs } from './call'
import { type Problem, problemOf } from './problem'
import type { SessionKind } from './session'
import { useRooms } from './use-live'

const againEvery = 20_000

export interface Reading<T> {
  /** The last truth that is known, from this phone's storage when the server cannot be reached. */
  value: T | undefined
  /** When it was true, by this phone's clock. */
  at: number | undefined
  problem: Problem | undefined
  loading: boolean
  again: () => Promise<void>
  /** Takes a newer truth that came another way: a command's answer or an event. */
  set: (value: T) => void
}

interface Kept<T> {
  value: T
  at: number
}

interface Options {
  /** Rooms that tell when it has changed. */
  rooms?: readonly (string | undefined)[]
  /** Reads again only when the rooms say that one of these has changed; otherwise at whatever they say. */
  about?: readonly Changed['what'][]
  /** Kept privately under this name, so that the page works without a network. */
  keepAs?: string
}

/**
 * Reads an endpoint while the page is there: at once, on showing, when a room says it changed, after every
 * reconnection, and every 20 seconds. Without an input it waits.
 */
export function useRead<E extends Endpoint>(
  kind: SessionKind,
  endpoint: E,
  input: Input<E> | undefined,
  { rooms = [], about, keepAs }: Options = {},
): Reading<Output<E>> {
  type T = Output<E>
  const asked = input === undefined ? undefined : JSON.stringify(input)
  const place = keepAs && `${kind}.${keepAs}.${asked}`
  const [kept, setKept] = useState<{ asked?: string; value?: T; at?: number; problem?: Problem; loading: boolean }>({
    loading: true,
  })
  const underWay = useRef<{ asked: string; more: boolean }>()
  const shown = useRef(true)

  const set = useCallback(
    (value: T) => {
      const at = Date.now()
      setKept({ asked, value, at, loading: false })
      if (place) putIntoVault(place, { value, at })
    },
    [asked, place],
  )

  const again = useCallback(async () => {
    if (asked === undefined) return
    if (underWay.current?.asked === asked) {
      underWay.current.more = true
      return
    }
    const turn = { asked, more: false }
    underWay.current = turn
    do {
      turn.more = false
      try {
        const value = await callAs[kind](endpoint, JSON.parse(asked) as Input<E>)
        if (underWay.current !== turn) return
        set(value)
      } catch (error) {
        if (underWay.current !== turn) return
        setKept((before) => ({
          ...(before.asked === asked ? before : {}),
          asked,
          problem: problemOf(error),
          loading: false,
        }))
      }
    } while (turn.more)
    underWay.current = undefined
  }, [asked, endpoint, kind, set])

  useEffect(() => {
    const old = place ? readVault<Kept<T>>(place) : undefined
    if (old) setKept({ asked, ...old, loading: true })
    void again()
    const timer = setInterval(() => shown.current && void again(), againEvery)
    return () => {
      clearInterval(timer)
      underWay.current = undefined
    }
  }, [again, asked, place])
  useDidShow(() => {
    shown.current = true
    void again()
  })
  useDidHide(() => {
    shown.current = false
  })
  useRooms(kind, rooms, (news) => {
    if (news.kind === 'board' || news.kind === 'beat') return
    if (news.kind === 'changed' && about && !about.includes(news.what)) return
    void again()
  })

  const current = kept.asked === asked ? kept : { loading: true }
  return { value: undefined, at: undefined, problem: undefined, ...current, again, set }
}
