import { addPost, changePost, listPosts, placePost, removePost } from '@loumen/shared/rounds/api'
import { oid } from '../src/base/db'
import { PostModel } from '../src/rounds/post-model'
import { type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let other: Scene
let siteLead: Player
const entry = { name: '东门入口', kind: 'entry' as const, holder: { name: '王小芳', phone: '13612345678' } }

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  other = await scene(house)
  siteLead = await staff(house, 'siteLead', day.siteId)
})
afterAll(() => house.close())

const add = (who: Player, more = {}) => who.call(addPost, { roundId: day.round.id, ...entry, ...more })

describe('a post', () => {
  it('has a place, a person and a time, which everybody who works in the round sees', async () => {
    const post = await add(day.lead, {
      place: { x: 0.25, y: 0.5 },
      from: '2022-01-09T07:00:00Z',
      until: '2022-01-09T09:00:00Z',
      materials: [{ what: '防护服', count: 4 }],
    })
    const captain = await staff(house, 'captain', day.entrances[0]?.id ?? '')
    const { posts } = await captain.call(listPosts, { roundId: day.round.id })
    expect(posts).toContainEqual(post)
    expect(post).toMatchObject({ place: { x: 0.25, y: 0.5 }, holder: { name: '王小芳', phone: '13612345678' } })
    const kept = JSON.stringify(await PostModel.collection.findOne({ _id: oid(post.id) }))
    for (const secret of ['王小芳', '13612345678']) expect(kept).not.toContain(secret)
  })

  it('is the site lead’s only at their own site, and nobody else’s', async () => {
    expect((await add(siteLead, { siteId: day.siteId })).siteId).toBe(day.siteId)
    expect(await refusal(add(siteLead))).toBe('auth.forbidden')
    expect(await refusal(add(day.lead, { siteId: other.siteId }))).toBe('notFound')
    const strangers = [
      await staff(house, 'communityLead', other.communityId),
      await staff(house, 'volunteer', day.communityId),
      await resident(house, '19900000009'),
    ]
    for (const stranger of strangers) expect(await refusal(add(stranger))).toBe('auth.forbidden')
    const outside = await resident(house, '19900000009')
    expect(await refusal(outside.call(listPosts, { roundId: day.round.id }))).toBe('auth.forbidden')
  })

  it('is not taken with an end before its beginning or beside the plan', async () => {
    const times = { from: '2022-01-09T09:00:00Z', until: '2022-01-09T07:00:00Z' }
    expect(await refusal(add(day.lead, times))).toBe('post.times')
    expect(await refusal(add(day.lead, { place: { x: 2, y: 0 } }))).toBe('input.invalid')
  })

  it('is changed by one of two who saw the same, moved by both, and removed once', async () => {
    const post = await add(day.lead, { siteId: day.siteId })
    const to = (who: Player, name: string) =>
      who.call(changePost, { postId: post.id, rev: post.rev, ...entry, siteId: day.siteId, name })
    expect(await atOnce(to(day.lead, '甲'), to(siteLead, '乙'))).toEqual(['done', 'post.changed'])
    const move = (who: Player, x: number) => who.call(placePost, { postId: post.id, place: { x, y: 0 } })
    expect(await atOnce(move(day.lead, 0.1), move(siteLead, 0.2))).toEqual(['done', 'done'])
    const remove = (who: Player) => who.call(removePost, { postId: post.id })
    expect(await atOnce(remove(day.lead), remove(siteLead))).toEqual(['done', 'notFound'])
    expect(await refusal(move(day.lead, 0.3))).toBe('notFound')
  })
})
