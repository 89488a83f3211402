import type { Board } from './calls/schema'
import type { CoverageChange } from './coverage/schema'

/**
 * What the server tells screens. Events are only speed: clients keep the higher `rev`, refetch on every
 * (re)connect and on waking, and so never depend on one.
 */
export interface Events {
  /** The public view of a round. */
  board: (board: Board) => void
  /** The server lives; `now` is domain time, `rev` the board's. At least every 5 s in board rooms. */
  beat: (beat: { roundId: string; rev: number; now: string }) => void
  /** Figures and the windows that changed; for those who follow a community. */
  coverage: (change: CoverageChange) => void
  /** Something that this room shows has changed: fetch it again. `what` names the domain, never a person. */
  changed: (change: Changed) => void
  /** The session no longer allows this room. */
  left: (room: { room: string }) => void
}

export interface Changed {
  room: string
  what:
    | 'coverage'
    | 'desk'
    | 'tubes'
    | 'calls'
    | 'pace'
    | 'visits'
    | 'results'
    | 'household'
    | 'roster'
    | 'round'
    | 'posts'
    | 'applications'
    | 'volunteers'
    | 'shifts'
    | 'neighbours'
    | 'muster'
  id?: string
}

/** What a screen asks of the socket: to hear a room. The answer says whether it may. */
export interface Requests {
  watch: (room: string, answer: (reply: { joined: boolean }) => void) => void
  unwatch: (room: string) => void
}

export const beatEvery = 5_000
/** Without a frame for this long a screen says that it is not live, and since when. */
export const silentAfter = 8_000

/** Room names. Board rooms are public; the server authorises all others at subscription. */
export const rooms = {
  board: (roundId: string) => `board:${roundId}`,
  entrance: (entranceId: string) => `entrance:${entranceId}`,
  grid: (gridId: string) => `grid:${gridId}`,
  site: (siteId: string) => `site:${siteId}`,
  resident: (accountId: string) => `resident:${accountId}`,
  community: (communityId: string) => `community:${communityId}`,
}
export type RoomKind = keyof typeof rooms
