import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import { open } from 'embedded-mongo'
import Koa from 'koa'
import { MongoClient, ObjectId } from 'mongodb'

// The least that could admit a person: the driver commands of an admission by document number, on the same engine and a
// copy of the same data, without sessions, rules, roles, events and views.
async function listen(dataDir: string, database: string) {
  const engine = await open({ dataDir })
  const client = await MongoClient.connect(engine.uri)
  const db = client.db(database, { writeConcern: { w: 'majority', j: true } })
  const [rounds, tubes, residents, tickets] = ['rounds', 'tubes', 'residents', 'tickets'].map((name) =>
    db.collection(name),
  ) as [Collection, Collection, Collection, Collection]
  // Where a tube belongs never changes; the real server reads it once, too.
  const homes = new Map<string, { _id: ObjectId; communityIds: ObjectId[] }>()
  const roundOf = async (tubeId: string) => {
    const known = homes.get(tubeId)
    if (known) return known
    const tube = await tubes.findOne({ _id: new ObjectId(tubeId) })
    const round = tube && (await rounds.findOne({ _id: tube.roundId }))
    if (round) homes.set(tubeId, round as never)
    return round as unknown as { _id: ObjectId; communityIds: ObjectId[] } | null
  }

  const router = new Router()
  router.post('/api/v1/tubes/:tubeId/people', async (ctx) => {
    const { scan } = ctx.request.body as { scan: { number: string } }
    const round = await roundOf(ctx.params.tubeId ?? '')
    if (!round) return ctx.throw(404)
    const [resident] = await residents
      .find({ communityId: { $in: round.communityIds }, documentIndex: { $in: [scan.number] } })
      .limit(5)
      .toArray()
    const [ticket] = await tickets
      .find({ roundId: round._id, residentId: { $in: [resident?._id] }, live: true })
      .toArray()
    if (!resident || !ticket) return ctx.throw(404)
    const at = new Date()
    const accountId = String(round._id)
    const operationId = ctx.get('idempotency-key')
    const after = await tubes.findOneAndUpdate(
      {
        _id: new ObjectId(ctx.params.tubeId),
        state: 'open',
        room: { $gte: 1 },
        'people.residentId': { $nin: [resident._id] },
      },
      {
        $push: {
          people: {
            $each: [
              {
                residentId: resident._id,
                householdId: ticket.householdId,
                communityId: ticket.communityId,
                entranceId: ticket.entranceId,
                person: resident.name,
                entrance: ticket.door,
                colour: 1,
                door: ticket.door,
                number: ticket.number,
                admittedAt: at,
              },
            ],
          },
          history: {
            $each: [
              { at, accountId, from: 'phone', operationId, what: 'person.admitted', residentId: String(resident._id) },
            ],
          },
          operations: { id: operationId, accountId, fingerprint: randomBytes(32).toString('base64url') },
        },
        $inc: { room: -1 },
        $set: { changedAt: at },
      } as object,
      { returnDocument: 'after' },
    )
    if (!after) return ctx.throw(409)
    ctx.body = after
  })
  const app = new Koa()
  app.use(bodyParser()).use(router.routes())
  const server = app.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
}
type Collection = ReturnType<ReturnType<MongoClient['db']>['collection']>

process.on('message', ({ dataDir, database }: { dataDir: string; database: string }) => void listen(dataDir, database))
process.on('disconnect', () => process.exit(0))
