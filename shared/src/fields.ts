import './zod-config'
import { z } from 'zod'

/** A MongoDB object id as 24 hexadecimal digits. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/)

/** An instant as ISO 8601 text. */
export const Instant = z.iso.datetime()

/** A short line of text that a person typed: trimmed, never empty. */
export const line = (max: number) => z.string().trim().min(1).max(max)

const unseen = /[^\u0021-\u007e\u00a1-\uffff]|[\s\u00ad\u200b-\u200f\u2060]/g
const dashes = /[\u2010-\u2015\u2212]/g

/**
 * A barcode as it is meant, however a scanner or an input method writes it: full-width digits and letters, lower case,
 * long dashes, and spaces, line ends or control characters anywhere.
 */
export const tidyBarcode = (text: string) =>
  text.normalize('NFKC').replace(unseen, '').replace(dashes, '-').toUpperCase()

/** A barcode as tube and box labels carry it (Code 128: letters, digits and hyphens). */
export const Barcode = z
  .string()
  .max(200)
  .overwrite(tidyBarcode)
  .regex(/^[A-Z0-9][A-Z0-9-]{3,31}$/)

/** A small file sent inside a command: its name and its bytes as base64 (2 MB at most). */
export const Attachment = z.object({ name: line(200), content: z.base64().max(2_800_000) })
export type Attachment = z.infer<typeof Attachment>
