import { Refused } from '@loumen/shared/refusals'

/** A picture as it is kept: its kind and size, without anything that says who took it, where or when. */
export interface Picture {
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  bytes: Buffer
}

const largest = 20_000

/** Reads a picture by its content, whatever its name says, and keeps what is drawn only. Refuses with plan.notAPicture. */
export function readPicture(bytes: Buffer): Picture {
  try {
    const picture = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)
    if (picture && picture.width > 0 && picture.height > 0 && Math.max(picture.width, picture.height) <= largest)
      return picture
  } catch (error) {
    if ((error as Error).name !== 'RangeError') throw error
  }
  throw new Refused('plan.notAPicture')
}

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex')
const pngKept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'sRGB'])

function readPng(bytes: Buffer): Picture | undefined {
  if (!bytes.subarray(0, 8).equals(pngStart)) return undefined
  const kept: Buffer[] = [pngStart]
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) throw new RangeError('a chunk is cut off')
    if (pngKept.has(kind)) kept.push(bytes.subarray(at, end))
    if (kind === 'IEND') break
    at = end
  }
  return {
    type: 'image/png',
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    bytes: Buffer.concat(kept),
  }
}

function readJpeg(bytes: Buffer): Picture | undefined {
  if (bytes.readUInt16BE(0) !== 0xffd8) return undefined
  const kept = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | undefined
  for (let at = 2; ; ) {
    const marker = bytes.readUInt16BE(at)
    if (marker >> 8 !== 0xff) throw new RangeError('no marker')
    // The picture itself follows: it goes to the end.
    if (marker === 0xffda) {
      kept.push(bytes.subarray(at))
      break
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    const told = (marker >= 0xffe1 && marker <= 0xffed) || marker === 0xffef || marker === 0xfffe
    if (!told) kept.push(bytes.subarray(at, end))
    at = end
  }
  return size && { type: 'image/jpeg', ...size, bytes: Buffer.concat(kept) }
}

function readWebp(bytes: Buffer): Picture | undefined {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined
  const kept: Buffer[] = []
  let size: { width: number; height: number } | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const kind = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = Math.min(bytes.length, at + 8 + length + (length % 2))
    const chunk = Buffer.from(bytes.subarray(at, end))
    if (kind === 'VP8X') {
      size = { width: chunk.readUIntLE(12, 3) + 1, height: chunk.readUIntLE(15, 3) + 1 }
      // Neither EXIF nor XMP follows any more.
      chunk.writeUInt8(chunk.readUInt8(8) & ~0x0c, 8)
    } else if (kind === 'VP8 ')
      size ??= { width: chunk.readUInt16LE(14) & 0x3fff, height: chunk.readUInt16LE(16) & 0x3fff }
    else if (kind === 'VP8L') {
      const bits = chunk.readUInt32LE(9)
      size ??= { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    if (!['EXIF', 'XMP '].includes(kind)) kept.push(chunk)
    at = end
  }
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return size && { type: 'image/webp', ...size, bytes: Buffer.concat([head, body]) }
}
