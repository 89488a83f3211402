import type { ReactNode } from 'react'

/** One number with what it counts. */
export function Figure({ label, value, note, id }: { label: string; value: ReactNode; note?: string; id?: string }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd data-testid={id}>{value}</dd>
      {note && <span className="figure-note">{note}</span>}
    </div>
  )
}
