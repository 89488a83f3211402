import { useMemo } from 'react'
import { encode } from 'uqr'

/** A QR code in ink on white, with its quiet zone. */
export function QrCode({ text, label, size = 168 }: { text: string; label: string; size?: number }) {
  const code = useMemo(() => encode(text, { border: 2 }), [text])
  const path = code.data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      viewBox={`0 0 ${code.size} ${code.size}`}
      width={size}
      height={size}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#FFFFFF" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
