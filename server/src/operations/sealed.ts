import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/operations/api'
import { batchSize } from '@loumen/shared/operations/api'
import { RecordedOperation, type SealedAnswer } from '@loumen/shared/operations/schema'
import { Refused } from '@loumen/shared/refusals'
import nacl from 'tweetnacl'
import { z } from 'zod'
import type { Actor } from '../base/actor'
import { blind } from '../base/personal'
import { mayInside } from '../community/queries'
import { findRound, roundPath, sitesOf } from '../rounds/queries'
import { replay } from './replay'

const own = () => nacl.box.keyPair.fromSecretKey(Buffer.from(blind('journal', 'sealed records'), 'base64url'))

/** The public key for which phones seal what another one hands in: 32 bytes as base64url. */
export const sealKey = () => Buffer.from(own().publicKey).toString('base64url')

const Records = z.array(RecordedOperation).max(batchSize)

/** Opens sealed records of a round. Refuses with records.unreadable. */
function open(sealed: string): RecordedOperation[] {
  const [, , , key = '', cipher = ''] = sealed.split('.')
  const [theirs, { publicKey, secretKey }] = [Buffer.from(key, 'base64url'), own()]
  const nonce = nacl.hash(Buffer.concat([theirs, publicKey])).subarray(0, nacl.box.nonceLength)
  const text = nacl.box.open(Buffer.from(cipher, 'base64url'), nonce, theirs, secretKey)
  if (!text) throw new Refused('records.unreadable')
  const records = Records.safeParse(JSON.parse(Buffer.from(text).toString('utf8')))
  if (!records.success || !records.data.length) throw new Refused('records.unreadable')
  return records.data
}

/** Takes in what a colleague's phone passes on without reading it: each record by its recorder's signature alone. */
export async function handInSealed(
  { roundId, sealed }: Parsed<typeof api.handInSealed>,
  actor: Actor,
): Promise<SealedAnswer> {
  const round = await findRound(roundId)
  const places = [...(await roundPath(round)), ...(await sitesOf(roundId)).map((site) => String(site._id))]
  let works = actor.may('operations.replay', places)
  for (const id of round.communityIds) works ||= await mayInside(actor, 'operations.replay', String(id))
  if (!works) throw new Refused('auth.forbidden')
  if (sealed.split('.')[1] !== roundId) throw new Refused('records.unreadable')
  const answers = await replay(round, open(sealed), actor, 'signed')
  const count = (wanted: string) => answers.filter(({ outcome }) => outcome === wanted).length
  return {
    applied: count('applied'),
    duplicate: count('duplicate'),
    conflict: count('conflict'),
    rejected: count('rejected'),
  }
}
