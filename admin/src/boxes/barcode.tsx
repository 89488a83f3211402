import { code128Path } from '@loumen/shared/look/code128'

/** A Code 128 barcode with its text below, sharp in print. */
export function BarcodeImage({ text }: { text: string }) {
  const { path, width } = code128Path(text)
  return (
    <figure className="barcode">
      <svg viewBox={`0 0 ${width} 40`} role="img" aria-label={text} preserveAspectRatio="none">
        <path d={path} />
      </svg>
      <figcaption>{text}</figcaption>
    </figure>
  )
}
