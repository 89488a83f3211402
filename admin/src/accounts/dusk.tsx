const houses = [
  { x: 0, floors: 9, doors: 5 },
  { x: 118, floors: 13, doors: 4 },
  { x: 214, floors: 7, doors: 6 },
  { x: 354, floors: 11, doors: 5 },
  { x: 472, floors: 15, doors: 4 },
  { x: 568, floors: 8, doors: 6 },
  { x: 708, floors: 12, doors: 5 },
  { x: 826, floors: 6, doors: 6 },
  { x: 966, floors: 14, doors: 4 },
]
const height = 380
const isLit = (house: number, floor: number, door: number) =>
  (house * 7 + floor * 5 + door * 11 + floor * door) % 4 === 0

/** A street of houses in the evening; some households are done. */
export function Dusk() {
  return (
    <svg className="dusk" viewBox={`0 0 1062 ${height}`} preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      {houses.map(({ x, floors, doors }, house) => {
        const top = height - floors * 24 - 30
        return (
          <g key={x}>
            <path d={`M${x} ${height}V${top}h${doors * 22 + 4}V${height}z`} fill="#2B3848" />
            {Array.from({ length: floors * doors }, (_, index) => {
              const floor = Math.floor(index / doors)
              const door = index % doors
              return (
                <rect
                  key={`${floor}-${door}`}
                  x={x + 7 + door * 22}
                  y={top + 10 + floor * 24}
                  width="12"
                  height="13"
                  fill={isLit(house, floor, door) ? '#FFD166' : '#425066'}
                />
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}
