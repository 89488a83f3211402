import { accountRefusals } from './accounts/refusals'
import { boxRefusals } from './boxes/refusals'
import { callRefusals } from './calls/refusals'
import { certificateRefusals } from './certificates/refusals'
import { communityRefusals } from './community/refusals'
import { coverageRefusals } from './coverage/refusals'
import { helpingRefusals } from './helping/refusals'
import { importRefusals } from './imports/refusals'
import { incidentRefusals } from './incidents/refusals'
import { joiningRefusals } from './joining/refusals'
import { musterRefusals } from './muster/refusals'
import { resultRefusals } from './results/refusals'
import { rosterRefusals } from './roster/refusals'
import { roundRefusals } from './rounds/refusals'
import { shiftRefusals } from './shifts/refusals'
import { sweepRefusals } from './sweeps/refusals'
import { ticketRefusals } from './tickets/refusals'
import { tubeRefusals } from './tubes/refusals'
import { visitRefusals } from './visits/refusals'
import { volunteerRefusals } from './volunteers/refusals'
import { type Language, say } from './words/language'

/**
 * Every reason for which the house may say no: its HTTP status and its sentence in both languages.
 * Sentences say what happened, what is safe and what to do next; `{placeholders}` come from the details.
 */
export const refusals = {
  ...accountRefusals,
  ...boxRefusals,
  ...callRefusals,
  ...certificateRefusals,
  ...communityRefusals,
  ...coverageRefusals,
  ...helpingRefusals,
  ...importRefusals,
  ...incidentRefusals,
  ...joiningRefusals,
  ...musterRefusals,
  ...resultRefusals,
  ...rosterRefusals,
  ...roundRefusals,
  ...shiftRefusals,
  ...sweepRefusals,
  ...ticketRefusals,
  ...tubeRefusals,
  ...visitRefusals,
  ...volunteerRefusals,
  internal: [
    500,
    '系统出了点问题，您的数据没有丢。请稍后再试。',
    'Something went wrong. Nothing is lost. Please try again shortly.',
  ],
  unavailable: [503, '系统正在启动，请稍等片刻再试。', 'The system is starting. Please try again in a moment.'],
  'input.invalid': [400, '有内容填写不正确，请检查：{fields}。', 'Please check: {fields}.'],
  'input.tooLarge': [413, '文件太大，最大 2 MB。', 'The file is too large; 2 MB at most.'],
  'route.unknown': [404, '没有这个地址。', 'There is no such address.'],
  notFound: [404, '没有找到，可能已被删除。', 'Not found; it may have been removed.'],
  'origin.foreign': [403, '请求来自其他网站，已拒绝。', 'The request came from another site and was refused.'],
  'operation.missing': [
    400,
    '缺少操作编号，请刷新页面再试。',
    'The operation id is missing. Please reload and try again.',
  ],
  'operation.different': [
    422,
    '同一操作编号的内容不同，请重新操作。',
    'This operation id was used for something else. Please start again.',
  ],
  'records.unreadable': [
    409,
    '这份密封的记录打不开，可能不完整，或者不是交给本社区的。请让对方重新发一次。',
    'These sealed records cannot be opened: they are not whole, or not for this house. Ask for them again.',
  ],
  'operation.settled': [409, '这条记录已经有人处理过了。', 'Somebody has dealt with this record already.'],
  'operation.running': [409, '这个操作正在处理，请稍等。', 'This operation is still running. Please wait.'],
  'rate.limited': [
    429,
    '操作太频繁，请 {seconds} 秒后再试。',
    'Too many attempts. Please try again in {seconds} seconds.',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>

export type RefusalCode = keyof typeof refusals

/** A reason for no, thrown by commands and answered by the one error path. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code)
  }
}

/** The sentence of a refusal for a person. */
export function refusalText(language: Language, code: RefusalCode, details: Record<string, unknown> = {}) {
  const [, zh, en] = refusals[code] ?? refusals.internal
  return say({ [code]: [zh, en] }, language, code, details)
}
