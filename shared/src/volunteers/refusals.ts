/** Why something about a volunteer is refused. */
export const volunteerRefusals = {
  'volunteer.already': [
    409,
    '您在这个社区已经报过名了，请看报名的进展。',
    'You have offered your help here already. See what became of it.',
  ],
  'volunteer.state': [
    409,
    '这份报名已经处理过了，请刷新看看。',
    'This offer has been dealt with already. Please reload.',
  ],
  'volunteer.place': [400, '这个地方不在这个社区里。', 'This place is not in the community.'],
  'volunteer.until': [
    400,
    '结束时间要在现在以后，最长 90 天。',
    'The end has to be later than now, and at most 90 days from now.',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
