import type { CSSProperties } from 'react'
import { ems, splitEstate } from './arrange'

/** An entrance's name as large as its place allows; an estate in front of it stays small. */
export function Label({ label }: { label: string }) {
  const { estate, name } = splitEstate(label)
  const style: CSSProperties & Record<'--ems', number> = { '--ems': ems(name) }
  return (
    <strong className="label" style={style}>
      {estate && <small>{estate}</small>}
      {name}
    </strong>
  )
}
