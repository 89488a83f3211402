import { Board } from '@loumen/shared/calls/schema'

const key = (siteId: string) => `loumen.board.${siteId}`

/** The last board of this site, for a display that starts while the network is away. It holds no personal data. */
export function keptBoard(siteId: string): Board | undefined {
  try {
    return Board.parse(JSON.parse(localStorage.getItem(key(siteId)) ?? ''))
  } catch {
    return undefined
  }
}

export function keepBoard(siteId: string, board: Board) {
  try {
    localStorage.setItem(key(siteId), JSON.stringify(board))
  } catch {
    // A display without storage only loses its memory over a reload.
  }
}
