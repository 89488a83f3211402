import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { endpoint } from '@loumen/shared/endpoint'
import Koa from 'koa'
import { z } from 'zod'
import { errors } from './errors'
import { api, route } from './route'

it('a handler that asks nobody whether it may answers an error, never its answer', async () => {
  const careless = endpoint({
    name: 'careless',
    method: 'GET',
    path: '/careless',
    input: z.object({}),
    output: z.object({ secret: z.string() }),
  })
  const careful = endpoint({ ...careless, name: 'careful', path: '/careful' })
  const router = api()
  route(router, careless, async () => ({ secret: '王秀英' }))
  route(router, careful, async (_input, actor) => ({ secret: actor.self() }))
  const app = new Koa()
  app.use(errors).use(async (ctx, next) => {
    const account = {
      id: 'somebody',
      kind: 'staff',
      grants: [{ role: 'admin', scope: 'all' }],
      mustChangePassword: false,
    }
    ctx.state.session = { id: 'a', kind: 'bearer', account }
    await next()
  })
  app.use(router.routes() as Koa.Middleware)
  const server = createServer(app.callback()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`
  const [asked, unasked] = [await fetch(`${url}/careful`), await fetch(`${url}/careless`)]
  expect([asked.status, await asked.json()]).toEqual([200, { secret: 'somebody' }])
  expect([unasked.status, await unasked.json()]).toEqual([500, { error: { code: 'internal', details: {} } }])
  await new Promise((resolve) => server.close(resolve))
})
