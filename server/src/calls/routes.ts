import * as endpoints from '@loumen/shared/calls/api'
import { api, route } from '../http/route'
import { readKept } from './board'
import * as commands from './commands'
import * as queries from './queries'

export const calls = api()
route(calls, endpoints.readBoard, async ({ roundId }, _actor, ctx) => {
  const { board, json, etag } = await readKept(roundId)
  ctx.set('etag', etag)
  ctx.set('cache-control', 'no-cache')
  ctx.status = 200
  if (ctx.fresh) ctx.status = 304
  else {
    ctx.type = 'json'
    ctx.body = json
  }
  return board
})
route(calls, endpoints.grantCall, commands.grantCall)
route(calls, endpoints.callEntrance, commands.callEntrance)
route(calls, endpoints.callAgain, commands.callAgain)
route(calls, endpoints.clearCall, commands.clearCall)
route(calls, endpoints.withdrawCall, commands.withdrawCall)
route(calls, endpoints.listCalls, queries.listCalls)
