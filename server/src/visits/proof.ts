import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/visits/api'
import type { VisitProof } from '@loumen/shared/visits/schema'
import type { SignatureShown } from '@loumen/shared/visits/signature'
import type { Actor } from '../base/actor'
import { record } from '../base/change'
import { seal, unseal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { sealReason } from '../roster/personal'
import { roundKey } from '../rounds/keys'
import { readTicketCode } from '../tickets/queries'
import type { VisitDocument } from './model'
import { findVisit } from './queries'

const namePlace = (id: unknown) => `visits.proof|${id}`
const strokesPlace = (id: unknown) => `visits.signature|${id}`

/** Proof as it is kept: a code only as the fact that it was the household's, a signature sealed. Refuses with visit.proofWrong. */
export function storedProof(proof: VisitProof, visit: VisitDocument): NonNullable<VisitDocument['proof']> {
  const { kind } = proof
  const key = roundKey(visit.roundId)
  if (kind === 'signature') return { kind, at: now(), name: seal(key, namePlace(visit._id), proof.name) }
  if (kind === 'drawn')
    return { kind, at: now(), strokes: seal(key, strokesPlace(visit._id), JSON.stringify(proof.strokes)) }
  const { roundId, householdId } = readTicketCode(proof.code)
  if (roundId !== String(visit.roundId) || householdId !== String(visit.householdId))
    throw new Refused('visit.proofWrong')
  return { kind, at: now() }
}

/** Shows what a household signed with, and leaves in the history who looked and why. */
export async function revealSignature(
  { visitId, reason }: Parsed<typeof api.revealSignature>,
  actor: Actor,
): Promise<SignatureShown> {
  const { _id, householdId, communityId, proof } = await findVisit(visitId)
  actor.must('roster.reveal', await pathOfScope(String(householdId)))
  const { name, strokes } = proof ?? {}
  if (!name && !strokes) throw new Refused('visit.unsigned')
  const said = sealReason(communityId, visitId, reason)
  await record(actor, 'visit.signatureRevealed', [visitId, String(householdId), String(communityId)], said)
  if (strokes) return { kind: 'drawn', strokes: JSON.parse(unseal(strokesPlace(_id), strokes)) }
  return { kind: 'signature', name: name ? unseal(namePlace(_id), name) : '' }
}
