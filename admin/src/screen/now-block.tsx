import type { BoardUnit } from '@loumen/shared/calls/schema'
import { entranceColour } from '@loumen/shared/look/colours'
import type { CSSProperties } from 'react'
import { ems } from './arrange'
import { Label } from './label'
import { LookName, ShapeMark } from './look'
import { en, zh } from './words'

const most = 3

/** The entrances that come down now, each on its colour. */
export function NowBlock({ units, place }: { units: BoardUnit[]; place: string }) {
  const shown = units.slice(0, most)
  const sentence = zh('nowLine', { place })
  // Three ems more for the word in English behind it.
  const fitting = { '--ems': ems(sentence) + 3 } as CSSProperties
  const more = units
    .slice(most)
    .map(({ label }) => label)
    .join('、')
  return (
    <section className="now" data-count={shown.length} data-testid="now" aria-live="assertive">
      {shown.length === 0 && (
        <div className="nobody">
          <strong className="label">{zh('nowNone')}</strong>
          <p>{zh('nowNoneLine')}</p>
          <p lang="en">{en('nowNoneLine')}</p>
        </div>
      )}
      {shown.map((unit) => {
        const look = entranceColour(unit.colour)
        return (
          <article
            key={unit.entranceId}
            className="called"
            style={{ background: look.fill, color: look.text }}
            data-testid="called"
          >
            <div className="line">
              <ShapeMark colour={unit.colour} />
              <LookName colour={unit.colour} />
            </div>
            <Label label={unit.label} />
            <p className="sentence" style={fitting}>
              {sentence} <small lang="en">{en('now')}</small>
            </p>
          </article>
        )
      })}
      {more && <p className="more">{zh('more', { labels: more })}</p>}
    </section>
  )
}
