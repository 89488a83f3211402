/** Why the house may say no in this domain; see `refusals`. */
export const ticketRefusals = {
  'ticket.cancelled': [409, '这张号已取消。', 'This ticket was cancelled.'],
  'slip.replaced': [
    409,
    '{entrance} {number} 号的号条已经换过，这一张不能再用。请收回它，用证件核对本人。',
    'Slip {number} of {entrance} was replaced; this one is no longer valid. Keep it and check the person’s document.',
  ],
  'slip.unbound': [
    409,
    '这张空白号条还没有登记是谁的。到采样点扫过码以后，再来打开。',
    'Nobody is entered on this blank slip yet. Open it after its first scan at the site.',
  ],
  'slip.taken': [
    409,
    '{entrance} {number} 号的号条已经是另一位居民的了，请给这位居民换一张。',
    'Slip {number} of {entrance} belongs to somebody else. Please give this person another one.',
  ],
  'slip.otherEntrance': [
    409,
    '这是 {entrance} 的号条，这位居民不住那里。请收回号条，直接扫证件入场。',
    'This slip is for {entrance}, where this person does not live. Keep it and scan the document instead.',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
