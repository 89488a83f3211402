import { type Certificate, spacedCode } from '@loumen/shared/certificates/schema'
import { certificateWords as words } from '@loumen/shared/words/certificates'
import { fontFor, unknownCharacter } from './font'

const page = { width: 595.28, left: 64, right: 531.28 }
const colour = { ink: '#1d2733', quiet: '#5b6673', line: '#d5dbe1', good: '#1a7f4b' }

/** A time as papers have it, in the house's time zone. */
function written(instant: string | null) {
  if (!instant) return ''
  const time = new Date(instant)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** Breaks a text where its line is full; a word of Latin letters and an address are broken only when they must be. */
function lines(text: string, width: number, measure: (piece: string) => number) {
  const result = ['']
  for (const piece of text.match(/[!-~]+|[^!-~]/gu) ?? []) {
    const fits = (more: string) => measure(result.at(-1) + more) <= width
    if (fits(piece)) result.push((result.pop() ?? '') + piece)
    else if (measure(piece) <= width) result.push(piece.trimStart())
    else
      for (const character of piece)
        fits(character) ? result.push((result.pop() ?? '') + character) : result.push(character)
  }
  return result
}

/** A certificate as a PDF of one page, to save, to print and to hand over: what the page shows and nothing more. */
export async function draw(certificate: Certificate, checkAddress: string): Promise<Uint8Array> {
  const { code, name, document, community, round, sampledAt, testedAt, method, lab } = certificate
  const facts = [
    [words.certificateName, name],
    [words.certificateDocument, document],
    [words.certificateRound, `${community} · ${round}`],
    [words.certificateSampled, written(sampledAt)],
    [words.certificateTested, written(testedAt)],
    [words.certificateMethod, method],
    [words.certificateLab, lab],
  ] as const
  const notes = [...words.certificateHow, checkAddress]
  const said = [
    words.certificateTitle,
    words.certificateNegative,
    words.certificateCode,
    facts,
    notes,
    spacedCode(code),
  ]
  const everything = [...said.flat(3), ...words.certificateUnknownCharacter].join('')
  const [font, { default: Pdf }, { encode }] = await Promise.all([fontFor(everything), import('pdfkit'), import('uqr')])
  if (![...name].every(font.has)) notes.unshift(...words.certificateUnknownCharacter)
  const info = { Title: words.certificateTitle[0], Creator: 'Loumen', CreationDate: new Date(certificate.issuedAt) }
  const pdf = new Pdf({ size: 'A4', margin: 0, font: null, lang: 'zh-CN', displayTitle: true, info })
  const pieces: Buffer[] = []
  const whole = new Promise<Uint8Array>((resolve) => {
    pdf.on('data', (piece) => pieces.push(piece)).on('end', () => resolve(Buffer.concat(pieces)))
  })
  for (const [piece, cut] of font.cuts) pdf.registerFont(piece, cut)
  const runs = (text: string) => {
    const all: [piece: string, text: string][] = []
    for (const character of text) {
      const piece = font.pieceOf(character)
      const shown = font.has(character) ? character : unknownCharacter
      const last = all.at(-1)
      if (last?.[0] === piece) last[1] += shown
      else all.push([piece, shown])
    }
    return all
  }
  const measure = (size: number) => (text: string) =>
    runs(text).reduce((sum, [piece, run]) => sum + pdf.font(piece).fontSize(size).widthOfString(run), 0)
  const write = (text: string, x: number, y: number, size: number, fill = colour.ink) => {
    let at = x
    for (const [piece, run] of runs(text)) {
      pdf.font(piece).fontSize(size).fillColor(fill).text(run, at, y, { lineBreak: false, baseline: 'alphabetic' })
      at += pdf.widthOfString(run)
    }
  }
  const centred = (text: string, y: number, size: number, fill?: string) =>
    write(text, (page.width - measure(size)(text)) / 2, y, size, fill)

  centred(words.certificateTitle[0], 110, 26)
  centred(words.certificateTitle[1], 132, 12, colour.quiet)
  pdf
    .lineWidth(1.5)
    .strokeColor(colour.good)
    .roundedRect(page.width / 2 - 90, 156, 180, 62, 10)
    .stroke()
  centred(words.certificateNegative[0], 190, 26, colour.good)
  centred(words.certificateNegative[1], 208, 11, colour.good)
  let y = 262
  for (const [[zh, en], value] of facts) {
    if (!value) continue
    write(zh, page.left, y, 13)
    write(en, page.left, y + 13, 9, colour.quiet)
    const broken = lines(value, page.right - 230, measure(14))
    for (const [place, line] of broken.entries()) write(line, 230, y + place * 19, 14)
    y += Math.max(22, broken.length * 19 - 8)
    pdf
      .fillColor(colour.line)
      .rect(page.left, y, page.right - page.left, 0.6)
      .fill()
    y += 22
  }
  const { data, size } = encode(`${checkAddress}?code=${code}`, { ecc: 'M', border: 0 })
  const module = 118 / size
  pdf.fillColor(colour.ink)
  for (const [row, cells] of data.entries())
    for (const [column, dark] of cells.entries())
      if (dark) pdf.rect(page.left + column * module, y + 12 + row * module, module, module)
  pdf.fill()
  const beside = page.left + 142
  write(words.certificateCode.join('  '), beside, y + 24, 10, colour.quiet)
  write(spacedCode(code), beside, y + 46, 16)
  let below = y + 68
  for (const note of notes)
    for (const line of lines(note, page.right - beside, measure(9))) {
      write(line, beside, below, 9, colour.quiet)
      below += 14
    }
  pdf.end()
  return whole
}
