import { readPlanPicture, type SitePlan } from '@loumen/shared/community/plan-api'
import type { PlanPoint } from '@loumen/shared/rounds/posts'
import { Button } from 'antd'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useCommunityId } from '../community/community'
import { call } from '../remote/call'
import { ColourChip } from '../ui/colour-chip'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

export interface Pin {
  id: string
  /** The two ends of the ruler tell the plan's scale. */
  kind: 'entrance' | 'post' | 'ruler'
  label: string
  colour?: number
  place: PlanPoint | null
}

interface Props {
  plan: SitePlan
  pins: readonly Pin[]
  mayMove: (pin: Pin) => boolean
  onMove: (pin: Pin, place: PlanPoint | null) => void
}

const steps: Record<string, [number, number]> = {
  ArrowLeft: [-0.01, 0],
  ArrowRight: [0.01, 0],
  ArrowUp: [0, -0.01],
  ArrowDown: [0, 0.01],
}
const within = (value: number) => Math.min(1, Math.max(0, value))

/** The picture with its pins: dragged, or chosen and moved by the arrow keys; Delete takes one off. */
export function PlanPicture({ plan, pins, mayMove, onMove }: Props) {
  const { t } = useWords()
  const { source, error, again } = usePicture(plan.rev)
  const area = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<{ id: string; place: PlanPoint }>()
  const pointAt = ({ clientX, clientY }: PointerEvent): PlanPoint => {
    const box = area.current?.getBoundingClientRect()
    if (!box) return { x: 0.5, y: 0.5 }
    return { x: within((clientX - box.left) / box.width), y: within((clientY - box.top) / box.height) }
  }
  const onKey = (pin: Pin, event: KeyboardEvent) => {
    const step = steps[event.key]
    if (event.key === 'Delete' && pin.kind !== 'ruler') onMove(pin, null)
    if (!step || !pin.place) return
    event.preventDefault()
    onMove(pin, { x: within(pin.place.x + step[0]), y: within(pin.place.y + step[1]) })
  }
  const placeOf = (pin: Pin) => (dragged?.id === pin.id ? dragged.place : pin.place)
  const [from, to] = pins.filter(({ kind }) => kind === 'ruler').map(placeOf)
  const waiting = pins.filter((pin) => !pin.place && mayMove(pin))
  return (
    <>
      <ErrorPanel error={error} onRetry={again} />
      <div
        ref={area}
        className="plan-area"
        style={{ aspectRatio: `${plan.width} / ${plan.height}` }}
        data-testid="plan"
      >
        {source && <img src={source} alt={t('menu.plan')} draggable={false} />}
        {from && to && (
          <svg className="plan-ruler" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
            <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} vectorEffect="non-scaling-stroke" />
          </svg>
        )}
        {pins.map((pin) => {
          const place = placeOf(pin)
          const movable = mayMove(pin)
          return (
            place && (
              <button
                key={pin.id}
                type="button"
                className={`pin pin-${pin.kind}`}
                style={{ left: `${place.x * 100}%`, top: `${place.y * 100}%` }}
                title={pin.label}
                onPointerDown={(event) => {
                  if (!movable) return
                  event.currentTarget.setPointerCapture(event.pointerId)
                  setDragged({ id: pin.id, place })
                }}
                onPointerMove={(event) => dragged?.id === pin.id && setDragged({ id: pin.id, place: pointAt(event) })}
                onPointerUp={() => {
                  if (dragged && dragged.place !== pin.place) onMove(pin, dragged.place)
                  setDragged(undefined)
                }}
                onPointerCancel={() => setDragged(undefined)}
                onKeyDown={(event) => movable && onKey(pin, event)}
              >
                {pin.colour === undefined ? pin.label : <ColourChip colour={pin.colour} label={pin.label} />}
              </button>
            )
          )
        })}
      </div>
      {waiting.length > 0 && (
        <div className="stack">
          <p className="quiet">{t('plan.unplaced')}</p>
          <div className="row">
            {waiting.map((pin) => (
              <Button key={pin.id} size="small" onClick={() => onMove(pin, { x: 0.5, y: 0.5 })}>
                {pin.label}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  )
}

/** The picture's bytes are read once for each version, not with every pin. */
export function usePicture(rev: number) {
  const communityId = useCommunityId()
  const [turn, setTurn] = useState(0)
  const [shown, setShown] = useState<{ source?: string; error?: unknown }>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or another try reads it again
  useEffect(() => {
    let gone = false
    call(readPlanPicture, { communityId }).then(
      ({ type, content }) => !gone && setShown({ source: `data:${type};base64,${content}` }),
      (error: unknown) => !gone && setShown({ error }),
    )
    return () => {
      gone = true
    }
  }, [communityId, rev, turn])
  return { ...shown, again: () => setTurn(turn + 1) }
}
