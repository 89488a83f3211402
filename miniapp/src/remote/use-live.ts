import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type Liveness, lives, type News } from './live'
import type { SessionKind } from './session'

/** Hears some rooms while the page is there. */
export function useRooms(kind: SessionKind, rooms: readonly (string | undefined)[], hear: (news: News) => void) {
  const latest = useRef(hear)
  latest.current = hear
  const names = rooms.filter((room) => room !== undefined).join(' ')
  useEffect(() => {
    const stops = names
      .split(' ')
      .filter(Boolean)
      .map((room) => lives[kind].watch(room, (news) => latest.current(news)))
    return () => {
      for (const stop of stops) stop()
    }
  }, [kind, names])
}

/** Whether this session hears the server. */
export function useLiveness(kind: SessionKind): Liveness {
  const live = lives[kind]
  const read = () => live.liveness
  return useSyncExternalStore((tell) => live.subscribe(tell), read, read)
}
