/** Why mobilising somebody is refused. */
export const musterRefusals = {
  'muster.size': [400, '名单要有 1 到 500 人。', 'A list has 1 to 500 people.'],
  'muster.faulty': [
    400,
    '名单里有 {count} 处不对，一个人都没有加。请改好再导入。',
    '{count} cells are at fault, so nobody was added. Correct them and import the list again.',
  ],
  'muster.until': [
    400,
    '结束时间要在现在以后，最长 14 天。',
    'The end has to be later than now, and at most 14 days from now.',
  ],
  'muster.notListed': [
    404,
    '这个采样点的支援名单上没有您。请找现场负责人。',
    'You are not on the list of this site. Ask the lead on site.',
  ],
  'muster.state': [409, '这个人的状态已经变了，请刷新看看。', 'This person’s state has changed. Please reload.'],
  'muster.codeUnknown': [
    404,
    '这个到岗码无效或已经换过了。请扫采样点现在贴的码。',
    'This code is void or has been replaced. Scan the one that is posted at the site now.',
  ],
  'muster.askMany': [
    429,
    '现在等答复的人太多了，请直接找现场负责人。',
    'Too many people wait for an answer. Please speak to the lead on site.',
  ],
  'muster.askState': [
    409,
    '这个报名刚刚处理过或已经过期，请刷新看看。',
    'This has just been answered or has run out. Please reload.',
  ],
  'loan.times': [
    400,
    '结束要晚于开始和现在，最长 14 天。',
    'The end has to be later than the start and than now, and at most 14 days from now.',
  ],
  'loan.self': [400, '请选另一个社区。', 'Choose another community.'],
  'loan.state': [409, '这次借调刚刚变了，请刷新看看。', 'This loan has changed meanwhile. Please reload.'],
  'loan.person': [400, '这个人不在本社区，不能借出。', 'This person does not work in your community.'],
  'loan.busy': [
    409,
    '{name}那段时间已有班次、已借出或已在那边，请换人。',
    '{name} has a shift, is lent or is there already at that time. Choose somebody else.',
  ],
  'auth.noWork': [
    401,
    '这个手机号没有工作账号。请核对号码，或找社区登记。',
    'No account for work belongs to this number. Check it, or ask the community.',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
