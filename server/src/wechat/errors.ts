/** Why WeChat did not do what it was asked; what callers decide by. */
export type WechatFault =
  /** It could not be reached, took too long, or was busy: the same may work later. */
  | 'away'
  /** Too many calls for now. */
  | 'limited'
  /** A code of the phone that is wrong, used or older than five minutes. */
  | 'code'
  /** WeChat holds this user back. */
  | 'blocked'
  /** No consent of the user is left for this template. */
  | 'noGrant'
  /** It knows no such user here. */
  | 'openid'
  /** The app is not set up for it: template, page, right or secret. */
  | 'setup'
  /** A value breaks the rule of its field. */
  | 'value'
  /** The access token has ended. */
  | 'token'
  | 'unknown'

const faults: Record<number, WechatFault> = {
  [-1]: 'away',
  40029: 'code',
  40163: 'code',
  40226: 'blocked',
  43101: 'noGrant',
  40003: 'openid',
  40001: 'token',
  40014: 'token',
  42001: 'token',
  40013: 'setup',
  40037: 'setup',
  40125: 'setup',
  40164: 'setup',
  41030: 'setup',
  48001: 'setup',
  47001: 'value',
  47003: 'value',
  45009: 'limited',
  45011: 'limited',
}

/** A refusal by WeChat: its code and what that means. Never its text, which can repeat what was sent. */
export class WechatError extends Error {
  override readonly name = 'WechatError'
  readonly fault: WechatFault
  constructor(
    readonly errcode: number | undefined,
    fault?: WechatFault,
  ) {
    const meant = fault ?? faults[errcode ?? 0] ?? 'unknown'
    super(`WeChat: ${meant}${errcode === undefined ? '' : ` (${errcode})`}`)
    this.fault = meant
  }
}
