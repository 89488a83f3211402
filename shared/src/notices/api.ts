import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { mostAskedAtOnce, NoticeKind } from './schema'

const Grants = z.object({
  /** Whether WeChat can reach this account at all. */
  reachable: z.boolean(),
  /** Messages that may still be sent, by kind. */
  left: z.partialRecord(NoticeKind, z.number().int()),
})

/** What this installation offers to phones: whether WeChat is connected, and the templates that can be asked for. */
export const phoneSetup = endpoint({
  name: 'phoneSetup',
  method: 'GET',
  path: '/phone-setup',
  open: true,
  input: z.object({}),
  output: z.object({
    wechat: z.boolean(),
    templates: z.array(z.object({ kind: NoticeKind, id: z.string() })),
  }),
})

export const readNoticeGrants = endpoint({
  name: 'readNoticeGrants',
  method: 'GET',
  path: '/me/notice-grants',
  input: z.object({}),
  output: Grants,
})

/** Writes down what the resident allowed at one tap: one message of each kind. */
export const grantNotices = endpoint({
  name: 'grantNotices',
  method: 'POST',
  path: '/me/notice-grants',
  input: z.object({ accepted: z.array(NoticeKind).max(mostAskedAtOnce) }),
  output: Grants,
})
