import { listCalls, moveUnit } from '@loumen/shared/calls/api'
import type { Board } from '@loumen/shared/calls/schema'
import { listEntrances } from '@loumen/shared/community/api'
import type { Round, Site } from '@loumen/shared/rounds/schema'
import { Checkbox } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { useAddress } from '../ui/address'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { CallRow } from './call-row'
import { placeBefore } from './order'

/** The entrances of the round in call order, each with its call and the next steps; dragged, or moved with Alt and the arrow keys. */
export function CallList({ round, site, board }: { round: Round; site: Site; board: Board }) {
  const { t } = useWords()
  const { may } = useSession()
  const calls = useRead(listCalls, { roundId: round.id })
  const communityId = useCommunityId()
  const places = useRead(listEntrances, { communityId }, { every: 60_000 })
  const grids = new Map(places.data?.entrances.map(({ id, gridId }) => [id, gridId]))
  const [address, setAddress] = useAddress()
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<string>()
  const [said, setSaid] = useState('')
  const move = useWrite(moveUnit)
  const order = board.units.map(({ entranceId }) => entranceId)
  const done = board.units.filter(({ state }) => state === 'cleared').length
  const shown = address.unfinished ? board.units.filter(({ state }) => state !== 'cleared') : board.units
  const sortable = may('calls.grant')

  async function moveTo(entranceId: string, to: number) {
    const before = placeBefore(order, entranceId, to)
    if (before === undefined) return
    const moved = await move.run({ roundId: round.id, entranceId, before })
    const label = board.units.find((unit) => unit.entranceId === entranceId)?.label
    if (moved) setSaid(t('order.moved', { label, place: moved.entranceIds.indexOf(entranceId) + 1 }))
  }
  function onKey(event: KeyboardEvent, entranceId: string) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!sortable || !event.altKey || !step) return
    event.preventDefault()
    void moveTo(entranceId, order.indexOf(entranceId) + step)
  }
  return (
    <Reading read={calls}>
      {(live) => (
        <>
          {done > 0 && (
            <Checkbox
              checked={!!address.unfinished}
              onChange={({ target }) => setAddress({ unfinished: target.checked ? '1' : undefined })}
            >
              {t('calling.unfinished')} <span className="quiet">{t('calling.done', { count: done })}</span>
            </Checkbox>
          )}
          <ErrorPanel error={move.error} onRetry={move.again} onClose={move.clear} />
          <ol className="calls" data-testid="calls" ref={list} aria-busy={move.running}>
            {shown.map((unit) => (
              <CallRow
                key={unit.entranceId}
                unit={unit}
                site={site}
                board={board}
                path={[communityId, site.id, unit.entranceId, grids.get(unit.entranceId) ?? '']}
                call={live.calls.find(
                  ({ entranceId, state }) => entranceId === unit.entranceId && state !== 'withdrawn',
                )}
                place={order.indexOf(unit.entranceId)}
                last={order.length - 1}
                onMove={(to) => void moveTo(unit.entranceId, to)}
                drag={
                  sortable
                    ? {
                        draggable: true,
                        className: over === unit.entranceId ? 'order-over' : undefined,
                        onDragStart: (event) => {
                          event.dataTransfer.effectAllowed = 'move'
                          event.dataTransfer.setData('text/plain', unit.entranceId)
                          setDragged(unit.entranceId)
                        },
                        onDragOver: (event) => {
                          if (!dragged) return
                          event.preventDefault()
                          setOver(unit.entranceId)
                        },
                        onDragEnd: () => {
                          setDragged(undefined)
                          setOver(undefined)
                        },
                        onDrop: (event) => {
                          event.preventDefault()
                          if (dragged) void moveTo(dragged, order.indexOf(unit.entranceId))
                        },
                        onKeyDown: (event) => onKey(event, unit.entranceId),
                      }
                    : {}
                }
              />
            ))}
          </ol>
          <p className="unseen" role="status">
            {said}
          </p>
        </>
      )}
    </Reading>
  )
}
