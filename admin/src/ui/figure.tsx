import type { ReactNode } from 'react'

/** One number with what it counts. */
export function Figure({ label, value, note, id }: { label: string; value: ReactNode; note?: string; id?: string }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>
        <span data-testid={id}>{value}</span>
        {note && <small>{note}</small>}
      </dd>
    </div>
  )
}
