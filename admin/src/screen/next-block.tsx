import type { BoardUnit } from '@loumen/shared/calls/schema'
import { entranceColour } from '@loumen/shared/look/colours'
import { Label } from './label'
import { LookName, ShapeMark } from './look'
import { en, zh } from './words'

/** Who is next, beside a band of their colour; or that nobody waits any more. */
export function NextBlock({ unit, waiting }: { unit: BoardUnit | undefined; waiting: boolean }) {
  const look = unit && entranceColour(unit.colour)
  return (
    <section className="next" data-testid="next">
      {unit && look && (
        <div className="band" style={{ background: look.fill, color: look.text }}>
          <ShapeMark colour={unit.colour} />
        </div>
      )}
      <div className="next-text">
        <h2>
          {zh('next')} <small lang="en">{en('next')}</small>
        </h2>
        {unit ? (
          <Label label={unit.label} />
        ) : (
          <strong className="label">{zh(waiting ? 'nextNone' : 'allCalled')}</strong>
        )}
        {unit && (
          <p>
            {zh('nextLine')} · <LookName colour={unit.colour} />
          </p>
        )}
      </div>
    </section>
  )
}
