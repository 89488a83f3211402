import { handInSealed } from '@loumen/shared/operations/api'
import type { SealedAnswer } from '@loumen/shared/operations/schema'
import { sealedHead } from '@loumen/shared/operations/sealed'
import type { RefusalCode } from '@loumen/shared/refusals'
import nacl from 'tweetnacl'
import { forgetSealed, readSealed, sealedNames, writeSealed } from '../platform/sealed-storage'
import { onWaking } from '../platform/waking'
import { callAs } from '../remote/call'
import { problemOf } from '../remote/problem'
import { onSessionChange, sessionOf } from '../remote/session'
import { base64url, bytesOf } from './sign'

/** Records of somebody else that this phone passes on and cannot read. */
export interface Packet {
  name: string
  text: string
  count: number
  /** What the server said; it is shown until the page is closed. */
  answer?: SealedAnswer
  /** Why the server does not take it: a person lets it go. */
  refused?: { code: RefusalCode; details: Record<string, unknown> }
}

/** What no waiting and no other sender mends. */
const spoiled: readonly RefusalCode[] = ['records.unreadable', 'input.invalid', 'notFound']
const prefix = 'packet.'
const tryEvery = 15_000
let packets: readonly Packet[] = []
const listeners = new Set<() => void>()

function change(to: readonly Packet[]) {
  packets = to
  for (const tell of listeners) tell()
}

const packetOf = (text: string): Packet => ({
  name: prefix + base64url(nacl.hash(bytesOf(text))).slice(0, 22),
  text,
  count: sealedHead(text)?.count ?? 0,
})

const packetsOpen: Promise<void> = (async () => {
  const names = await sealedNames(prefix).catch(() => [])
  const texts = await Promise.all(names.map((one) => readSealed(one).catch(() => undefined)))
  change([...texts.flatMap((text) => (text && sealedHead(text) ? [packetOf(text)] : [])), ...packets])
  setInterval(() => void sendPackets(), tryEvery)
  onWaking(() => void sendPackets())
  onSessionChange(() => void sendPackets())
  void sendPackets()
})()

export const allPackets = () => packets
export function onPacketsChange(tell: () => void) {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** How many records of others wait here for a network. */
export const packetsWaiting = () =>
  packets.reduce((sum, { count, answer, refused }) => sum + (answer || refused ? 0 : count), 0)

/** Keeps sealed records and passes them on; answers how many are new here. */
export async function keepPackets(texts: readonly string[]): Promise<number> {
  await packetsOpen
  let fresh = 0
  for (const packet of texts.map(packetOf)) {
    if (packets.some(({ name }) => name === packet.name)) continue
    await writeSealed(packet.name, packet.text)
    change([...packets, packet])
    fresh += packet.count
  }
  void sendPackets()
  return fresh
}

let sending: Promise<void> | undefined

/** Hands in what others gave, one packet after the other; one try at a time. */
export function sendPackets(): Promise<void> {
  sending ??= send().finally(() => {
    sending = undefined
  })
  return sending
}

async function send() {
  for (const packet of packets.filter(({ answer, refused }) => !answer && !refused)) {
    const head = sealedHead(packet.text)
    if (!head || !sessionOf('staff')) return
    const set = (more: Partial<Packet>) =>
      change(packets.map((one) => (one.name === packet.name ? { ...one, ...more } : one)))
    try {
      const answer = await callAs.staff(handInSealed, { roundId: head.roundId, sealed: packet.text })
      await forgetSealed(packet.name)
      set({ answer })
    } catch (error) {
      const problem = problemOf(error)
      // Who may not hand it in keeps it for somebody who may.
      if (problem.kind !== 'refused' || !spoiled.includes(problem.code)) return
      set({ refused: { code: problem.code, details: problem.details } })
    }
  }
}

/** Somebody has looked at a packet that the server does not take, and lets it go. */
export async function letPacketGo(name: string) {
  change(packets.filter((one) => one.name !== name))
  await forgetSealed(name)
}
