/** What is used of libraries that bring no types of their own. */
declare module 'pdfkit' {
  export default class PDFDocument {
    constructor(options: {
      size: string
      margin: number
      font: null
      lang: string
      displayTitle: boolean
      info: Record<string, string | Date>
    })
    on(event: 'data', listener: (piece: Buffer) => void): this
    on(event: 'end', listener: () => void): this
    registerFont(name: string, font: Uint8Array): this
    font(name: string): this
    fontSize(size: number): this
    fillColor(colour: string): this
    strokeColor(colour: string): this
    lineWidth(width: number): this
    widthOfString(text: string): number
    text(text: string, x: number, y: number, options: { lineBreak: false; baseline: 'alphabetic' }): this
    rect(x: number, y: number, width: number, height: number): this
    roundedRect(x: number, y: number, width: number, height: number, radius: number): this
    fill(): this
    stroke(): this
    end(): void
  }
}

declare module 'subset-font' {
  /** A font of these characters only, at these values of its axes. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'truetype'; variationAxes: Record<string, number> },
  ): Promise<Buffer>
}

declare module 'uqr' {
  export function encode(text: string, options: { ecc: 'M'; border: number }): { data: boolean[][]; size: number }
}
