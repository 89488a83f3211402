/** Why the house may say no in this domain; see `refusals`. */
export const incidentRefusals = {
  'recall.closed': [409, '这次复采已经结束。', 'This re-sampling has been closed.'],
  'recall.open': [409, '复采还没有结束，结束后才能解除。', 'The re-sampling is still open. Close it first.'],
  'recall.free': [409, '这一户已经解除，或者不在这次复采里。', 'This household is free already, or not part of this.'],
  'recall.waiting': [
    409,
    '还有 {count} 人的单采结果没有出齐，暂时不能结束。',
    'The single results of {count} people are not all in yet, so this cannot be closed.',
  ],
  'recall.disagree': [
    409,
    '有 {count} 人的单采结果不一致，请再采一次；结果一致后才能结束。',
    'The single results of {count} people disagree. Sample them again; it can be closed once they agree.',
  ],
  'recall.samples': [
    409,
    '这一轮规定每人单采 {count} 份，分别送不同的检测机构。',
    'This round wants single samples of each person for different laboratories: {count}.',
  ],
  'alert.linkOld': [
    410,
    '这条链接已经过期。请打开最新一条短信里的链接，或给社区打电话。',
    'This link is too old. Open the one in the newest message, or call the community.',
  ],
  'duty.webhookUnsafe': [
    400,
    '群机器人的地址要以 https:// 开头，并且是公网域名。',
    'A robot’s address begins with https:// and names a public host.',
  ],
  'alert.answered': [409, '已经有人确认过了。', 'Somebody has acknowledged this already.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
