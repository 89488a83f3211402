/** Why the house may say no in this domain; see `refusals`. */
export const roundRefusals = {
  'round.state': [409, '这一轮现在不能这样做（{state}）。', 'This cannot be done while the round is {state}.'],
  'round.running': [409, '这个社区已有一轮正在进行。', 'This community already has a round under way.'],
  'round.noHouseholds': [409, '还没有花名册，请先导入。', 'There is no roster yet. Please import one first.'],
  'round.entrancesUnknown': [
    400,
    '叫号顺序里有不属于本社区的楼门。',
    'The call order names an entrance of another community.',
  ],
  'table.state': [409, '采样台现在是{state}，不能这样做。', 'This cannot be done while the table is {state}.'],
  'site.noOpenTable': [409, '请先开放一个采样台，再放行楼门。', 'Open a table before you grant an entrance.'],
  'post.changed': [
    409,
    '这个岗位刚刚被别人改过，请看最新的内容再改。',
    'Somebody has just changed this post. Look at it again, then change it.',
  ],
  'post.times': [400, '岗位的结束时间要晚于开始时间。', 'A post has to end after it begins.'],
  'site.paused': [409, '采样点已暂停，恢复后再叫号。', 'The site is paused. Call again once it goes on.'],
  'site.notPaused': [409, '采样点没有暂停。', 'The site is not paused.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
