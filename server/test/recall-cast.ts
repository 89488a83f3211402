import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listRecalls, readRecall, sampleSingly, setDuty } from '@loumen/shared/incidents/api'
import { Body, type Recall } from '@loumen/shared/incidents/schema'
import { uploadResults } from '@loumen/shared/results/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { demoHouseholds } from '../src/demo/people'
import { desk, nth, type Player, pool, scene, staff } from './cast'
import { startHouse, until } from './house'

export type RecallCast = Awaited<ReturnType<typeof recallCast>>

interface Message extends Record<string, unknown> {
  url?: string
  body?: string
  number?: string
  token?: string
  page?: string
  path?: string
}

/** A day on which pools come back positive: a table, a laboratory, a sampling team, a duty roster and a gateway that calls it. */
export async function recallCast() {
  const sent: Message[] = []
  const gateway = { answers: 200 }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      sent.push({ ...JSON.parse(text), path: request.url, authorization: request.headers.authorization })
      response.writeHead(gateway.answers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const house = await startHouse({
    ALERT_SENDER_URL: `${address}/alerts`,
    ALERT_SENDER_SECRET: 'the-gateway-knows-us',
    PUBLIC_ORIGIN: 'https://loumen.example',
    DEMO: '1',
  })
  const day = await scene(house)
  const at = await desk(house, day)
  const lab = await staff(house, 'lab', day.communityId)
  const team = await staff(house, 'sampler', day.communityId)
  const other = await scene(house)
  const strangers = [
    await staff(house, 'communityLead', other.communityId),
    await staff(house, 'volunteer', day.communityId),
    lab,
  ]
  await day.lead.call(setDuty, {
    communityId: day.communityId,
    escalateAfter: 5,
    contacts: { ...Object.fromEntries(Body.options.map((body) => [body, onDuty(body, `${body}一`, `${body}二`)])) },
  })

  const households = demoHouseholds()
  const free = households.flatMap(({ note, people }, i) =>
    note.includes('居家健康监测') || people.length < 2 ? [] : [i],
  )
  let made = 0
  const barcode = () => `INC-${String(++made).padStart(4, '0')}`
  const report = (rows: [string, string][]) =>
    lab.call(uploadResults, {
      roundId: day.round.id,
      file: {
        name: 'r.csv',
        content: Buffer.from(
          `条码,结果,检测机构\n${rows.map(([code, says]) => `${code},${says},市一院`).join('\n')}`,
        ).toString('base64'),
      },
    })
  return {
    house,
    day,
    at,
    lab,
    team,
    strangers,
    gateway,
    /** What the gateway and robots were sent. */
    sent,
    address,
    households,
    barcode,
    /** Places of households that no test has used. */
    free,
    take() {
      const place = free.shift()
      if (place === undefined) throw new Error('every household has been used')
      return { place, documents: nth(households, place).people.map(({ document }) => document) }
    },
    /** A pool that has come back positive, with its recall. */
    async positivePool(documents: readonly string[], says = '阳性'): Promise<Recall> {
      const tube = await pool(at, nth(day.tableIds, 0), barcode(), documents)
      await report([[tube.barcode, says]])
      const { recalls } = await day.lead.call(listRecalls, { roundId: day.round.id })
      const { id } = nth(
        recalls.filter((recall) => recall.tubeId === tube.id),
        0,
      )
      return day.lead.call(readRecall, { recallId: id })
    },
    read: (recall: Recall, who: Player = day.lead) => who.call(readRecall, { recallId: recall.id }),
    /** Two samples of everybody, with these outcomes for the person at each place; negative unless said. */
    async sampleAll(recall: Recall, says: (place: number) => [string, string] = () => ['阴性', '阴性']) {
      for (const [i, { residentId }] of recall.people.entries()) {
        const [one, two] = [barcode(), barcode()]
        await team.call(sampleSingly, {
          recallId: recall.id,
          residentId,
          samples: [
            { barcode: one, lab: '市一院' },
            { barcode: two, lab: '市疾控' },
          ],
        })
        const [first, second] = says(i)
        await report([
          [one, first],
          [two, second],
        ])
      }
    },
    /** What the gateway was asked to say of a recall, once it was so many messages. */
    sentOf: ({ id }: Recall, count: number) =>
      until(
        async () => sent.filter(({ url }) => url?.endsWith(id)),
        (messages) => messages.length >= count,
      ),
    ticketsOf: async (who: Player) =>
      nth(
        (await who.call(myTickets, {})).rounds.filter(({ roundId }) => roundId === day.round.id),
        0,
      ),
    async close() {
      await house.close()
      server.close()
    },
  }
}

const onDuty = (body: Body, ...names: string[]) =>
  names.map((name, i) => ({
    name,
    phone: `1380000${body.length}${i}${body.length}`.padEnd(11, '0'),
    by: 'call' as const,
  }))
