import { type WindowState, windowLooks } from '@loumen/shared/look/elevation'

const marks = {
  none: '',
  half: '<path d="M2 2h10v20H2z" fill="#FFD166"/>',
  curtain: '<path d="M5 2v20M9 2v20M13 2v20M17 2v20" stroke="#64748B" stroke-width="1.5"/>',
  bell: '<path d="M12 4a5 5 0 0 0-5 5v5l-1.5 2h13L17 14V9a5 5 0 0 0-5-5zM10 18h4a2 2 0 0 1-4 0z" fill="#B91C1C"/>',
  hatch: '<path d="M2 10l8-8M2 18L18 2M6 22L22 6M14 22l8-8" stroke="#1F2A37" stroke-width="1.5"/>',
} as const

/** A household's window as its state is drawn: glass, frame and mark. */
export function windowSvg(state: WindowState): string {
  const { glass, frame, mark } = windowLooks[state]
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">` +
    `<rect x="2" y="2" width="20" height="20" fill="${glass}"/>${marks[mark]}` +
    `<rect x="2" y="2" width="20" height="20" fill="none" stroke="${frame}" stroke-width="2.5"/></svg>`
  )
}
