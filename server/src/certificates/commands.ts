import { randomInt } from 'node:crypto'
import type * as api from '@loumen/shared/certificates/api'
import type { Certificate, CertificateCheck } from '@loumen/shared/certificates/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { maskDocument, maskName } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Context } from 'koa'
import { hasWithdrawn } from '../accounts/consents'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { blind, seal, unseal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readNode } from '../community/queries'
import { count } from '../http/limits'
import { recalled } from '../incidents/queries'
import { outcomeOf, tubeRev } from '../results/apply'
import { speakingTube } from '../results/own'
import type { ResidentDocument } from '../roster/model'
import { openResident } from '../roster/personal'
import { readResidents } from '../roster/queries'
import { roundKey } from '../rounds/keys'
import { findRound } from '../rounds/queries'
import { claimants } from '../tubes/claims'
import { type TubeDocument, TubeModel } from '../tubes/model'
import { tubesOf } from '../tubes/queries'
import { type CertificateDocument, CertificateModel } from './model'

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const newCode = () => Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join('')
const codePlace = (id: unknown) => `certificates.code|${id}`
const indexOf = (code: string) => blind('code', `certificate.${code}`)

const isNegative = (tube: TubeDocument | undefined): tube is TubeDocument => !!tube && outcomeOf(tube) === 'negative'

/** The tube whose negative a person may be shown now; none while a recall holds them or somebody they live with. */
export async function shownTube(roundId: string, residentId: string, householdId: TubeDocument['_id']) {
  const own = { residentId: oid(residentId), householdId }
  if ((await recalled([own])).size) return undefined
  const tube = speakingTube(await tubesOf([own.residentId], [oid(roundId)]))
  return isNegative(tube) && !(await inDoubt(tube, own.residentId)) ? tube : undefined
}

/** Whether somebody claims that the person's sample is in another tube, too, or it has to be taken again. */
async function inDoubt(tube: TubeDocument, residentId: TubeDocument['_id']) {
  const claimed = (await claimants(tube.roundId, [residentId])).get(String(residentId))
  return !!claimed && (claimed === 'open' || !tube.closedAt || tube.closedAt <= claimed)
}

/** The certificate of a negative result: one random code for it, however often it is asked for. */
export async function issueCertificate(
  { roundId, residentId }: Parsed<typeof api.issueCertificate>,
  actor: Actor,
): Promise<Certificate> {
  const [resident] = await readResidents([residentId])
  actor.must('certificates.issue', resident ? await pathOfScope(String(resident.householdId)) : [])
  if (!resident) throw new Refused('notFound')
  const tube = await shownTube(roundId, residentId, resident.householdId)
  const withheld = actor.account.kind === 'resident' && (await hasWithdrawn(actor.account.id))
  if (!tube || withheld) throw new Refused('certificate.none')
  const key = { residentId: resident._id, tubeId: tube._id, rev: tubeRev(tube) }
  const kept = () => CertificateModel.findOne(key).lean()
  if (!(await kept()))
    await change(actor, async (tx) => {
      const _id = newId()
      const code = newCode()
      const fields: CertificateDocument = {
        _id,
        ...key,
        roundId: tube.roundId,
        householdId: resident.householdId,
        code: seal(roundKey(roundId), codePlace(_id), code),
        codeIndex: indexOf(code),
        issuedAt: now(),
      }
      await CertificateModel.create([fields], { session: tx.session })
      await tx.note('certificate.issued', [roundId, residentId, String(_id)])
      return { certificateId: String(_id) }
    }).catch((error) => {
      if (!duplicateKey(error)) throw error
    })
  const certificate = await kept()
  if (!certificate) throw new Refused('certificate.none')
  return present(certificate, resident, tube)
}

async function present(
  certificate: CertificateDocument,
  resident: ResidentDocument,
  tube: TubeDocument,
): Promise<Certificate> {
  const [round, node] = await Promise.all([
    findRound(String(certificate.roundId)),
    readNode(String(resident.communityId)),
  ])
  return {
    code: unseal(codePlace(certificate._id), certificate.code),
    residentId: String(resident._id),
    name: openResident(resident, 'name'),
    document: maskDocument(openResident(resident, 'document'), 'masked') ?? null,
    community: node?.name ?? '',
    round: round.name,
    ...facts(tube),
    issuedAt: certificate.issuedAt.toISOString(),
  }
}

/** A certificate that was issued, while its result may still be shown. */
export async function standingCertificate(certificateId: CertificateDocument['_id']): Promise<Certificate | undefined> {
  const certificate = await CertificateModel.findById(certificateId).lean()
  const [resident] = certificate ? await readResidents([String(certificate.residentId)]) : []
  if (!certificate || !resident) return undefined
  const tube = await shownTube(String(certificate.roundId), String(resident._id), resident.householdId)
  if (!tube?._id.equals(certificate.tubeId) || tubeRev(tube) !== certificate.rev) return undefined
  return present(certificate, resident, tube)
}

/** Which certificate a code belongs to. */
export const certificateWith = (code: string) =>
  CertificateModel.findOne({ codeIndex: indexOf(code) }, { _id: 1 }).lean()

const facts = (tube: TubeDocument) => ({
  sampledAt: tube.closedAt?.toISOString() ?? null,
  testedAt: tube.testedAt?.toISOString() ?? null,
  method: tube.method || null,
  lab: tube.lab || null,
})

/** Whether a code holds now: a later outcome, a recall, and a code that was never given all answer the same. */
export async function checkCertificate(
  { code }: Parsed<typeof api.checkCertificate>,
  _actor: Actor,
  ctx: Context,
): Promise<CertificateCheck> {
  await count('certificateByAddress', ctx.ip)
  const certificate = await CertificateModel.findOne({ codeIndex: indexOf(code) }).lean()
  if (!certificate) return { valid: false }
  const [tube, [resident], held] = await Promise.all([
    TubeModel.findById(certificate.tubeId).lean(),
    readResidents([String(certificate.residentId)]),
    recalled([certificate]),
  ])
  if (!tube?.live || !resident || held.size || !isNegative(tube) || tubeRev(tube) !== certificate.rev)
    return { valid: false }
  if (await inDoubt(tube, resident._id)) return { valid: false }
  return { valid: true, name: maskName(openResident(resident, 'name'), 'masked'), ...facts(tube) }
}
