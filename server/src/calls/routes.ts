import * as endpoints from '@loumen/shared/calls/api'
import { api, route } from '../http/route'
import { readKept } from './board'
import * as calling from './calling'
import * as commands from './commands'
import * as contact from './contact'
import * as notes from './notes'
import { readPace } from './pace/view'
import * as queries from './queries'

/** Whether the asker has this version. Not Koa's `fresh`: a fetch with this header also says no-cache, which that obeys. */
const has = (known: string, etag: string) => known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)

export const calls = api()
route(calls, endpoints.readBoard, async ({ roundId }, _actor, ctx) => {
  const { board, json, etag } = await readKept(roundId)
  ctx.set('etag', etag)
  ctx.set('cache-control', 'no-cache')
  ctx.status = 200
  if (has(ctx.get('if-none-match'), etag)) ctx.status = 304
  else {
    ctx.type = 'json'
    ctx.body = json
  }
  return board
})
route(calls, endpoints.grantCall, commands.grantCall)
route(calls, endpoints.callEntrance, commands.callEntrance)
route(calls, endpoints.callDown, commands.callDown)
route(calls, endpoints.callAgain, commands.callAgain)
route(calls, endpoints.clearCall, commands.clearCall)
route(calls, endpoints.withdrawCall, commands.withdrawCall)
route(calls, endpoints.withdrawPart, commands.withdrawPart)
route(calls, endpoints.tickChannel, commands.tickChannel)
route(calls, endpoints.recordKnock, notes.recordKnock)
route(calls, endpoints.replyToCall, notes.replyToCall)
route(calls, endpoints.seeCall, notes.seeCall)
route(calls, endpoints.planContact, contact.planContact)
route(calls, endpoints.readContactPlan, contact.readContactPlan)
route(calls, endpoints.listCalls, queries.listCalls)
route(calls, endpoints.readCalling, calling.readCalling)
route(calls, endpoints.moveUnit, calling.moveUnit)
route(calls, endpoints.holdUnit, calling.holdUnit)
route(calls, endpoints.setCallMode, calling.setCallMode)
route(calls, endpoints.countQueue, calling.countQueue)
route(calls, endpoints.readPace, readPace)
