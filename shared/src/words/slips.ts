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
  bindNewcomer: ['名单上没有这个人，登记并绑定', 'Not on the list: register and bind'],
} as const satisfies Record<string, readonly [string, string]>

/** What a resident's phone says to somebody who holds a slip, or scanned one. */
export const slipClaimWords = {
  haveSlip: [
    '手里有号条？扫它右边的二维码，就能打开这一家。',
    'You hold a slip? Scan the code on its right to open the household.',
  ],
  scanSlip: ['扫号条', 'Scan the slip'],
  turnBack: ['返回', 'Back'],
  signIn: ['登录，轮到您家时提醒您', 'Sign in and be told when it is your turn'],
  openMine: ['找到您家，轮到时提醒您', 'Find your household and be told'],
} as const satisfies Record<string, readonly [string, string]>

/** The console's page of slips, and what the paper says. */
export const slipSheetWords = {
  'menu.slips': ['号条', 'Slips'],
  'slips.note': [
    '给没有手机的居民。每张有颜色、形状、号码和二维码，黑白打印也能认。不印姓名。',
    'For people without a phone. Colour, shape, number and QR code; readable in black and white. No names.',
  ],
  'slips.kind': ['印什么', 'What to print'],
  'slips.people': ['每人一张', 'One for each person'],
  'slips.blank': ['空白号条', 'Blank slips'],
  'slips.entrances': ['楼门', 'Entrances'],
  'slips.count': ['张数', 'How many'],
  'slips.reserve': ['留号并生成', 'Reserve numbers'],
  'slips.blankNote': [
    '空白号条有单独的号段，到采样点第一次扫码时，登记是谁的。已印 {printed} 张，已绑定 {bound} 张。',
    'Blank slips have numbers of their own; whose they are is recorded at their first scan. {printed} printed, {bound} bound.',
  ],
  'slips.print': ['打印', 'Print'],
  'slips.total': ['共 {slips} 张，{pages} 页 A4', '{slips} slips on {pages} pages of A4'],
  'slips.nobody': ['这个楼门没有要下楼的人', 'Nobody of this entrance comes down'],
  'slips.nobodyText': [
    '已说明来不了的、上门采样的和复采中的人没有号条。',
    'People who are excused, sampled at the door or being re-sampled have no slip.',
  ],
  'slips.lost': ['丢了，补一张', 'Lost: print again'],
  'slips.lostSure': [
    '{number} 号的旧号条会作废，扫了也不能入场。补一张吗？',
    'The old slip {number} becomes invalid and admits nobody. Print a new one?',
  ],
  'slips.reissued': ['补打的号条，只印这一张', 'The new slip, printed alone'],
  'slips.back': ['回到整个楼门', 'Back to the whole entrance'],
  'slips.colour': ['{colour}色 {shape}', '{colour} {shape}'],
  'slips.door': ['{floor} 层 {door}', 'floor {floor}, {door}'],
  'slips.blankDoor': ['空白，扫码时登记', 'Blank, bound at the first scan'],
  'slips.follow': ['微信扫码看叫号', 'Follow in WeChat'],
  'slips.keep': ['叫到再下楼，凭此条入场。', 'Come when called, with this slip.'],
  'slips.swab': [
    '采前 {hours} 小时不进食、{minutes} 分钟不抽烟。',
    'No food {hours} h, no smoking {minutes} min before.',
  ],
  'slips.tell': ['吃抗凝药请先说。', 'Say if you take blood thinners.'],
} as const satisfies Record<string, readonly [string, string]>
