import { liveRoundStates } from '@loumen/shared/rounds/rules'
import { arrange } from './arrange'
import { FollowCode } from './follow-code'
import { NextBlock } from './next-block'
import { NowBlock } from './now-block'
import { PauseBlock } from './pause-block'
import { Strip } from './strip'
import { useBoard } from './use-board'
import { useVoice } from './use-voice'
import { WaitBlock } from './wait-block'
import { en, zh } from './words'

/** The public display of one site: who comes down now, who is next, who waits. Nothing scrolls. */
export function Screen({ siteId }: { siteId: string }) {
  const { board, unknown, offset } = useBoard(siteId)
  const { sound, unlock } = useVoice(board, siteId, offset)
  const site = board?.sites.find(({ id }) => id === siteId)
  if (unknown && !board) return <Notice title={zh('unknown')} text={zh('unknownLine')} small={en('unknownLine')} />
  if (!board) return <Notice title={zh('connecting')} text="" small={en('connecting')} />
  const over = !liveRoundStates.some((state) => state === board.state)
  const { now, next, wait } = arrange(board, siteId)
  return (
    <div className="screen">
      {!over && (
        <h1 className="unseen">
          {board.community} {site?.name}
        </h1>
      )}
      {over ? (
        <Notice title={zh('closed')} text={zh('closedLine')} small={en('closed')} />
      ) : (
        <main className="blocks">
          {site?.pause ? (
            <PauseBlock pause={site.pause} now={Date.now() + offset} />
          ) : (
            <NowBlock units={now} place={site?.place || site?.name || ''} />
          )}
          <NextBlock unit={next[0]} waiting={wait.length > 0} />
          <WaitBlock
            units={[...next.slice(1), ...wait]}
            paused={!!site?.pause}
            follow={<FollowCode siteId={siteId} />}
          />
        </main>
      )}
      <Strip board={board} site={site} over={over} offset={offset} sound={sound} onSound={unlock} />
    </div>
  )
}

function Notice({ title, text, small }: { title: string; text: string; small: string }) {
  return (
    <main className="notice">
      <h1>{title}</h1>
      <p>{text}</p>
      <p lang="en">{small}</p>
    </main>
  )
}
