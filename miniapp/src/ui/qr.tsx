import { useMemo } from 'react'
import { Box } from './elements'
import { qrSvg } from './qr-svg'
import { svgBackground } from './svg'

/** A QR code of this text, as large as its place. */
export function Qr({ id, text, label }: { id?: string; text: string; label: string }) {
  const image = useMemo(() => svgBackground(qrSvg(text)), [text])
  return <Box id={id} className="qr" role="img" label={label} style={image} />
}
