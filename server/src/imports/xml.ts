import { setImmediate as turn } from 'node:timers/promises'
import { Refused } from '@loumen/shared/refusals'
import { SaxesParser } from 'saxes'
import type { Archive } from './archive'
import { unreadable } from './sheet'

/** What to do at each tag (its name without a prefix) and text. */
export interface XmlEvents {
  open?: (tag: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (tag: string) => void
}

const sliceLength = 16_384

/** Parses one part of an archive as it is unpacked, a slice at a time. Document types, and with them entities, are refused. */
export async function parseXml(archive: Archive, path: string, events: XmlEvents): Promise<void> {
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', () => {
    throw unreadable('damaged')
  })
  parser.on('doctype', () => {
    throw unreadable('suspicious')
  })
  parser.on('opentag', (tag) => events.open?.(local(tag.name), tag.attributes))
  parser.on('closetag', (tag) => events.close?.(local(tag.name)))
  if (events.text) {
    parser.on('text', events.text)
    parser.on('cdata', events.text)
  }
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const chunk of await archive.open(path)) {
      const text = decoder.decode(chunk, { stream: true })
      for (let at = 0; at < text.length; at += sliceLength) {
        parser.write(text.slice(at, at + sliceLength))
        await turn()
      }
    }
    parser.write(decoder.decode()).close()
  } catch (error) {
    throw error instanceof Refused ? error : unreadable('damaged')
  }
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
