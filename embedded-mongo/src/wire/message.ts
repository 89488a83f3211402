import { deserialize, serialize } from 'bson'
import { Batch } from '../commands/cursors'
import type { Document } from '../query/values'
import { BSON_OPTIONS } from '../store/store'

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
export const MOST_MESSAGE_BYTES = 48_000_000

/** A request as it came; `silent` ones want no answer. */
export interface Message {
  id: number
  legacy: boolean
  silent: boolean
  body: Document
}

/** Bytes that are not a message of the wire protocol: the connection cannot go on. */
export class ProtocolError extends Error {}

const textEnd = (buffer: Buffer, from: number): number => {
  const end = buffer.indexOf(0, from)
  if (end < 0) throw new ProtocolError('a name has no end')
  return end
}

function readSections(buffer: Buffer, from: number, end: number): Document {
  let body: Document | undefined
  const sequences: Record<string, Document[]> = {}
  let at = from
  while (at < end) {
    const kind = buffer[at++]
    const size = buffer.readInt32LE(at)
    if (size < 5 || at + size > end) throw new ProtocolError('a section has a wrong size')
    if (kind === 0) body = deserialize(buffer.subarray(at, at + size), BSON_OPTIONS)
    else if (kind === 1) {
      const nameEnd = textEnd(buffer, at + 4)
      const list: Document[] = []
      for (let next = nameEnd + 1; next < at + size; ) {
        const length = buffer.readInt32LE(next)
        if (length < 5 || next + length > at + size) throw new ProtocolError('a document has a wrong size')
        list.push(deserialize(buffer.subarray(next, next + length), BSON_OPTIONS))
        next += length
      }
      sequences[buffer.toString('utf8', at + 4, nameEnd)] = list
    } else throw new ProtocolError(`unknown section kind ${kind}`)
    at += size
  }
  if (!body) throw new ProtocolError('a message has no body')
  return { ...body, ...sequences }
}

/** Reads one whole message. */
export function readMessage(buffer: Buffer): Message {
  const [id, operation] = [buffer.readInt32LE(4), buffer.readInt32LE(12)]
  if (operation === OP_MSG) {
    const flags = buffer.readUInt32LE(16)
    const end = buffer.length - (flags & CHECKSUM_PRESENT ? 4 : 0)
    return { id, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body: readSections(buffer, 20, end) }
  }
  if (operation !== OP_QUERY) throw new ProtocolError(`unsupported operation ${operation}`)
  const nameEnd = textEnd(buffer, 20)
  const database = buffer.toString('utf8', 20, nameEnd).split('.')[0]
  const body = deserialize(buffer.subarray(nameEnd + 9), { ...BSON_OPTIONS, allowObjectSmallerThanBufferSize: true })
  return { id, legacy: true, silent: false, body: { ...body, $db: database } }
}

/** A document of an answer whose cursor's batch is bytes already. */
function encode(reply: Document): Uint8Array[] {
  const cursor = reply.cursor as Document | undefined
  const name = cursor?.firstBatch instanceof Batch ? 'firstBatch' : 'nextBatch'
  if (!(cursor?.[name] instanceof Batch)) return [serialize(reply, { ignoreUndefined: true })]
  const { [name]: batch, ...restOfCursor } = cursor as Record<string, Batch>
  const { cursor: _, ...rest } = reply
  const list = field(
    4,
    name,
    documentOf((batch as Batch).documents.map((bytes, index) => field(3, String(index), [bytes]))),
  )
  const inner = field(3, 'cursor', documentOf([list, [body(restOfCursor)]]))
  return documentOf([inner, [body(rest)]])
}
const body = (document: Document): Uint8Array => serialize(document, { ignoreUndefined: true }).subarray(4, -1)
function field(type: number, name: string, value: Uint8Array[]): Uint8Array[] {
  return [Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`, 'utf8')]), ...value]
}
function documentOf(fields: Uint8Array[][]): Uint8Array[] {
  const parts = fields.flat()
  const size = Buffer.alloc(4)
  size.writeInt32LE(5 + parts.reduce((sum, part) => sum + part.length, 0))
  return [size, ...parts, Buffer.alloc(1)]
}

let nextId = 1
/** The bytes of an answer to a request. */
export function writeReply(request: Message, reply: Document): Buffer {
  const parts = encode(reply)
  const head = Buffer.alloc(request.legacy ? 36 : 21)
  const size = parts.reduce((sum, part) => sum + part.length, head.length)
  head.writeInt32LE(size, 0)
  head.writeInt32LE(nextId++ & 0x7fffffff, 4)
  head.writeInt32LE(request.id, 8)
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12)
  if (request.legacy) {
    head.writeInt32LE(8, 16)
    head.writeInt32LE(1, 32)
  }
  return Buffer.concat([head, ...parts], size)
}
