import type { NoticeAnswer } from './notice-answer'

export const inWechat = false

export const loginCode = (): Promise<string | undefined> => Promise.resolve(undefined)

/** A browser has no such messages. */
export const askForMessages = (_templates: readonly string[]): Promise<NoticeAnswer> =>
  Promise.resolve({ accepted: [], problem: 'failed' })
