/** What screens and paper say of slips. */
export const slipWords = {
  bindTitle: ['空白号条 {entrance} {number} 号：是谁的', 'Blank slip {number} of {entrance}: whose is it'],
  bindHint: [
    '核对本人后，这张号条就归这位居民，以后扫它就认得。',
    'After this check the slip belongs to this person; from then on its code is enough.',
  ],
  bindWho: ['证件号码，或后四位加门牌', 'Document number, or last four digits and door'],
  bindWhoHint: ['如 4821 501', 'For example 4821 501'],
  bindAdmit: ['绑定并接收', 'Bind and admit'],
} as const satisfies Record<string, readonly [string, string]>
