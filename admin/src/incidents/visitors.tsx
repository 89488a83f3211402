import { listVisitors } from '@loumen/shared/incidents/api'
import type { Recall } from '@loumen/shared/incidents/schema'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'

/** Who of the staff was at these doors lately: read only once somebody asks. */
export function Visitors({ recall }: { recall: Recall }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details className="panel" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{t('recall.visitors')}</b>
      </summary>
      {open && <List recallId={recall.id} />}
    </details>
  )
}

function List({ recallId }: { recallId: string }) {
  const { t } = useWords()
  const time = useTime()
  const read = useRead(listVisitors, { recallId })
  return (
    <Reading read={read}>
      {({ visitors }) =>
        visitors.length ? (
          <ul>
            {visitors.map(({ householdId, at, name, what, entrance, door }) => (
              <li key={`${householdId} ${at} ${what}`}>
                {time(at)} · {entrance} {door} · {name} <span className="quiet">{t(`recall.visitor.${what}`)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">{t('recall.noVisitors')}</p>
        )
      }
    </Reading>
  )
}
