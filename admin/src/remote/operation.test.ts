import { RefusedByServer, Unreachable } from '@loumen/shared/client'
import { isUnanswered, Operation } from './operation'

const counting = () => {
  let made = 0
  return () => `operation-${++made}`
}

test('an unanswered command keeps its operation id when it is tried again', () => {
  const operation = new Operation(counting())
  const first = operation.idFor({ callId: 'a' })
  expect(operation.idFor({ callId: 'a' })).toBe(first)
})

test('another input is another operation', () => {
  const operation = new Operation(counting())
  const first = operation.idFor({ callId: 'a' })
  expect(operation.idFor({ callId: 'b' })).not.toBe(first)
})

test('after an answer the same input is a new operation', () => {
  const operation = new Operation(counting())
  const first = operation.idFor({ callId: 'a' })
  operation.answered()
  expect(operation.idFor({ callId: 'a' })).not.toBe(first)
})

test('silence, a broken server and a running command leave it open whether it happened', () => {
  expect(isUnanswered(new Unreachable())).toBe(true)
  expect(isUnanswered(new RefusedByServer(503, 'unavailable'))).toBe(true)
  expect(isUnanswered(new RefusedByServer(409, 'operation.running'))).toBe(true)
})

test('a refusal is an answer', () => {
  expect(isUnanswered(new RefusedByServer(409, 'call.state'))).toBe(false)
  expect(isUnanswered(new RefusedByServer(401, 'auth.required'))).toBe(false)
})
