import type { Attachment } from '@loumen/shared/fields'

/** Reads a chosen file for a command; undefined when it is larger than a command may carry. */
export async function readAttachment(file: File, largest = 2_000_000): Promise<Attachment | undefined> {
  if (file.size > largest) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return { name: file.name, content: btoa(binary) }
}
