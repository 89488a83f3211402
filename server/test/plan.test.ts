import { createCommunity } from '@loumen/shared/community/api'
import { metresBetween, readPlan, readPlanPicture, scalePlan, uploadPlan } from '@loumen/shared/community/plan-api'
import mongoose from 'mongoose'
import { type Player, resident, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let lead: Player
let communityId: string

/** A PNG of this size whose text says where it was taken. */
function png(width: number, height: number, said = 'GPS 39.08 117.20') {
  const chunk = (kind: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, Buffer.from(kind), body, Buffer.alloc(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  const parts = [
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(said)),
    chunk('IDAT', Buffer.from('drawn')),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

/** A JPEG with an EXIF part. */
const jpeg = () =>
  Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    Buffer.from('ffe10012', 'hex'),
    Buffer.from('Exif\0\0GPS 39.08 '),
    Buffer.from('ffc0000b080010002001011100', 'hex'),
    Buffer.from('ffda0003ff', 'hex'),
    Buffer.from('drawnffd9'),
  ])

const upload = (who: Player, content: Buffer) =>
  who.call(uploadPlan, { communityId, file: { name: '平面图.png', content: content.toString('base64') } })

beforeAll(async () => {
  house = await startHouse()
  lead = await staff(house, 'communityLead', 'all')
  communityId = (await lead.call(createCommunity, { name: '图社区' })).id
})
afterAll(() => house.close())

describe('a site plan', () => {
  it('is kept sealed and without what it told of the camera, and seen by those who work there', async () => {
    expect((await lead.call(readPlan, { communityId })).plan).toBeNull()
    expect(await upload(lead, png(400, 200))).toEqual({ rev: 1, width: 400, height: 200, metres: null })
    const volunteer = await staff(house, 'volunteer', communityId)
    const shown = await volunteer.call(readPlanPicture, { communityId })
    const bytes = Buffer.from(shown.content, 'base64').toString('latin1')
    expect([shown.type, bytes.includes('drawn'), bytes.includes('GPS')]).toEqual(['image/png', true, false])
    const [kept] = await mongoose.connection.collection('plans').find().toArray()
    expect(Buffer.from(kept?.picture.buffer).includes('drawn')).toBe(false)
    expect(await upload(lead, jpeg())).toMatchObject({ rev: 2, width: 32, height: 16 })
    const second = Buffer.from((await lead.call(readPlanPicture, { communityId })).content, 'base64').toString('latin1')
    expect([second.includes('drawn'), second.includes('Exif')]).toEqual([true, false])
  })

  it('is refused to strangers, as anything but a picture, and cut off', async () => {
    const strangers = [await staff(house, 'gridLeader', communityId), await resident(house, '19922220000')]
    for (const stranger of strangers) expect(await refusal(upload(stranger, png(4, 4)))).toBe('auth.forbidden')
    expect(await refusal(strangers[1]?.call(readPlanPicture, { communityId }) ?? Promise.resolve())).toBe(
      'auth.forbidden',
    )
    for (const wrong of [Buffer.from('<svg onload="alert(1)"/>'), png(400, 200).subarray(0, 40), Buffer.from('a')])
      expect(await refusal(upload(lead, wrong))).toBe('plan.notAPicture')
  })

  it('has the scale of two points, and the last of two uploads', async () => {
    await upload(lead, png(400, 200))
    const points = { from: { x: 0.25, y: 0.5 }, to: { x: 0.75, y: 0.5 } }
    const plan = await lead.call(scalePlan, { communityId, ...points, metres: 100 })
    expect(plan.metres).toBeCloseTo(200)
    expect(metresBetween(plan, { x: 0, y: 0 }, { x: 0, y: 1 })).toBeCloseTo(100)
    expect(await refusal(lead.call(scalePlan, { communityId, from: points.from, to: points.from, metres: 9 }))).toBe(
      'plan.tooNear',
    )
    const before = plan.rev
    expect(await atOnce(upload(lead, png(8, 8)), upload(lead, png(9, 9)))).toEqual(['done', 'done'])
    expect((await lead.call(readPlan, { communityId })).plan).toMatchObject({ rev: before + 2, metres: null })
  })
})
