import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendCode, signInByCode } from '@loumen/shared/accounts/api'
import { refusal, startHouse, type TestHouse } from './house'

interface Taken {
  authorization: string | undefined
  phone: string
  code: string
}

let gateway: Server
let house: TestHouse
let status = 202
const taken: Taken[] = []

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      taken.push({ authorization: request.headers.authorization, ...JSON.parse(body) })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.address() as AddressInfo
  house = await startHouse({
    DEMO: '0',
    CODE_SENDER_URL: `http://127.0.0.1:${port}/messages`,
    CODE_SENDER_SECRET: 'of the gateway',
  })
})
afterAll(async () => {
  await house.close()
  gateway.close()
})

it('sends the code through the gateway and never shows it', async () => {
  const client = house.client()
  expect(await client.call(sendCode, { phone: '+86 199 0000 7777' })).toEqual({ sent: true })
  expect(taken).toMatchObject([{ authorization: 'Bearer of the gateway', phone: '19900007777' }])
  const { me } = await client.call(signInByCode, { phone: '19900007777', code: taken[0]?.code ?? '' })
  expect(me.kind).toBe('resident')
})

it('says that a code was not sent when the gateway refuses', async () => {
  status = 500
  expect(await refusal(house.client().call(sendCode, { phone: '19900008888' }))).toBe('auth.notSent')
  expect(
    await refusal(house.client().call(signInByCode, { phone: '19900008888', code: taken.at(-1)?.code ?? '' })),
  ).toBe('auth.codeWrong')
})
