/** Why something about a shift is refused. */
export const shiftRefusals = {
  'shift.times': [400, '一班要在 15 分钟到 4 小时之间，结束要晚于开始。', 'A shift takes 15 minutes to 4 hours.'],
  'shift.overlap': [
    409,
    '{name}这段时间已在“{post}”，一个人同时只能在一个岗位。',
    '{name} is at “{post}” at that time. Nobody can be at two posts at once.',
  ],
  'shift.noRest': [
    409,
    '{name}连着超过 4 小时了，中间至少休息 1 小时。',
    '{name} would work more than 4 hours without an hour’s rest.',
  ],
  'shift.notHere': [
    400,
    '这个人在这里没有角色，先在“人员与角色”里添加。',
    'This person has no role here. Add one first.',
  ],
  'shift.changed': [
    409,
    '这一班刚刚变了，请看最新的内容再改。',
    'This shift has just changed. Look at it again, then change it.',
  ],
  'shift.state': [409, '这一班已经变了，请刷新看看。', 'This shift has changed meanwhile. Please reload.'],
  'shift.early': [
    409,
    '还早，开始前 30 分钟内可以到岗。',
    'Too early: you may take it up half an hour before it begins.',
  ],
  'shift.elsewhere': [409, '您还在“{post}”，请先交班。', 'You are still at “{post}”. Leave it first.'],
  'shift.hours': [400, '到岗和离岗的时间不对，请检查。', 'The times cannot be right. Please check them.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
