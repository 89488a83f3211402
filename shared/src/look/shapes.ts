import type { Shape } from './colours'

/** Each shape as an SVG path in a 24 × 24 box, to be filled in the entrance's text colour. */
export const shapePaths: Record<Shape, string> = {
  circle: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z',
  triangle: 'M12 2.5L22.5 21h-21z',
  square: 'M3 3h18v18H3z',
  diamond: 'M12 1l11 11-11 11L1 12z',
  star: 'M12 1.5l3.1 6.9 7.4.8-5.5 5 1.6 7.4L12 17.8l-6.6 3.8L7 14.2l-5.5-5 7.4-.8z',
  cross: 'M8.5 2h7v6.5h6.5v7h-6.5v6.5h-7v-6.5H2v-7h6.5z',
  pentagon: 'M12 1.5l10.5 7.7-4 12.3h-13l-4-12.3z',
  hexagon: 'M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z',
  crescent: 'M16.5 2.5A10 10 0 1 0 21.5 17a8.2 8.2 0 0 1-5-14.5z',
  drop: 'M12 1.5c4.2 5 7 8.7 7 12.5a7 7 0 1 1-14 0c0-3.8 2.8-7.5 7-12.5z',
  leaf: 'M21.5 2.5C10 2.5 3 8.5 3 16.5c0 1.2.2 2.3.5 3.2l-1.5 1.8h3l1-1.2c9.5 1.2 15.5-5.8 15.5-17.8z',
  sun: 'M12 6a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM10.8.5h2.4v3.7h-2.4zM10.8 19.8h2.4v3.7h-2.4zM.5 10.8h3.7v2.4H.5zM19.8 10.8h3.7v2.4h-3.7zM3 4.7L4.7 3l2.6 2.6-1.7 1.7zM16.7 18.4l1.7-1.7L21 19.3 19.3 21zM4.7 21L3 19.3l2.6-2.6 1.7 1.7zM18.4 7.3l-1.7-1.7L19.3 3 21 4.7z',
}

/** A shape as a whole SVG document, for places that take only an image. */
export const shapeSvg = (shape: Shape, fill: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${shapePaths[shape]}" fill="${fill}"/></svg>`
