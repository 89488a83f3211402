/** Why the house may say no in this domain; see `refusals`. */
export const callRefusals = {
  'call.floorsCalled': [
    409,
    '这些人已经叫过了，请看最新的名单。',
    'These people have been called already. Look at the latest list.',
  ],
  'call.outsideHours': [
    409,
    '{entrance}约定的叫号时间是 {hours}。现在叫号，他们可能来不了。',
    '{entrance} has agreed to be called at {hours}. Called now, its people may not be able to come.',
  ],
  'call.notCalled': [
    409,
    '还没有叫到您家，请在家等候。',
    'Your household has not been called yet. Please wait at home.',
  ],
  'call.live': [409, '这个楼门已经{state}。', 'This entrance is already {state}.'],
  'call.state': [409, '这个楼门现在是{state}，不能这样做。', 'This cannot be done while the entrance is {state}.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
