import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined } from '@ant-design/icons'
import type { Entrance } from '@loumen/shared/community/schema'
import { Button } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { ColourChip } from '../ui/colour-chip'
import { useWords } from '../ui/language'
import { moved } from './call-order'

/** The call order: moved by dragging, by its buttons, or with Alt and the arrow keys. */
export function CallOrderList({
  order,
  onChange,
}: {
  order: readonly Entrance[]
  onChange: (order: Entrance[]) => void
}) {
  const { t } = useWords()
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<number>()
  const [over, setOver] = useState<number>()
  const [said, setSaid] = useState('')

  function move(from: number, to: number) {
    const entrance = order[from]
    if (!entrance || to < 0 || to >= order.length) return
    onChange(moved(order, from, to))
    setSaid(t('order.moved', { label: entrance.label, place: to + 1 }))
  }
  function onKey(event: KeyboardEvent, place: number) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || !step) return
    event.preventDefault()
    const button = event.target
    move(place, place + step)
    const name = button instanceof HTMLElement ? button.dataset.move : undefined
    requestAnimationFrame(() =>
      list.current?.children[place + step]?.querySelector<HTMLElement>(`[data-move="${name ?? 'up'}"]`)?.focus(),
    )
  }
  return (
    <>
      <ol className="order" ref={list} data-testid="call-order">
        {order.map((entrance, place) => (
          <li
            key={entrance.id}
            draggable
            className={over === place ? 'order-over' : undefined}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', entrance.id)
              setDragged(place)
            }}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(place)
            }}
            onDragEnd={() => {
              setDragged(undefined)
              setOver(undefined)
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== undefined) move(dragged, place)
            }}
            onKeyDown={(event) => onKey(event, place)}
          >
            <HolderOutlined className="order-hold" aria-hidden="true" />
            <span className="order-place">{place + 1}</span>
            <ColourChip colour={entrance.colour} label={entrance.label} />
            <span className="order-buttons">
              <Button
                type="text"
                data-move="up"
                icon={<ArrowUpOutlined />}
                disabled={place === 0}
                aria-label={t('order.up', { label: entrance.label })}
                onClick={() => move(place, place - 1)}
              />
              <Button
                type="text"
                data-move="down"
                icon={<ArrowDownOutlined />}
                disabled={place === order.length - 1}
                aria-label={t('order.down', { label: entrance.label })}
                onClick={() => move(place, place + 1)}
              />
            </span>
          </li>
        ))}
      </ol>
      <p className="unseen" role="status">
        {said}
      </p>
    </>
  )
}
