import type { BoardUnit } from '@loumen/shared/calls/schema'
import { entranceColour } from '@loumen/shared/look/colours'
import type { ReactNode } from 'react'
import { Label } from './label'
import { ShapeMark } from './look'
import { en, zh } from './words'

const most = 4

interface Props {
  units: BoardUnit[]
  paused: boolean
  follow: ReactNode
}

/** Those who still wait at home: who comes after, the few after them, and how many in all; at last, whoever was missed. */
export function WaitBlock({ units, paused, follow }: Props) {
  const [first, ...rest] = units
  const nobody = paused ? 'nextNone' : 'comeYet'
  return (
    <section className="wait" data-testid="wait">
      <h2>
        {zh('wait')} <small lang="en">{en('wait')}</small>
        {first && <Dot colour={first.colour} />}
        {first?.minutes && (
          <span className="minutes">{zh('minutes', { from: first.minutes[0], to: first.minutes[1] })}</span>
        )}
      </h2>
      {first ? <Label label={first.label} /> : <Label label={zh(nobody)} />}
      <ul>
        {rest.slice(0, most).map((unit) => (
          <li key={unit.entranceId}>
            <Dot colour={unit.colour} />
            {unit.label}
          </li>
        ))}
      </ul>
      <p>
        {first && zh('waitLine', { count: units.length })}{' '}
        <small lang="en">{first ? en('waitLine', { count: units.length }) : en(nobody)}</small>
      </p>
      {follow}
    </section>
  )
}

function Dot({ colour }: { colour: number }) {
  const look = entranceColour(colour)
  return (
    <span className="dot" style={{ background: look.fill, color: look.text }}>
      <ShapeMark colour={colour} />
    </span>
  )
}
