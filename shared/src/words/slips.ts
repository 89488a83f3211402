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

/** What the desk says where somebody lost a slip. */
export const lostSlipWords = {
  lostOpen: ['号条丢了？换一张', 'Slip lost? Give a new one'],
  lostTitle: ['换号条', 'A new slip'],
  lostHint: [
    '换好后，丢的那张作废，捡到的人也用不了。没有空白号条时，请采样点电脑补印。',
    'The lost slip is void from then on, whoever finds it. Without blank slips, print it again on the site’s computer.',
  ],
  lostWho: ['1. 是谁的：证件号码、后四位加姓或门牌', '1. Whose: document, or last four with surname or door'],
  lostWhoHint: ['如 4821 501；没带证件打 +501', 'For example 4821 501; without a document +501'],
  lostNew: ['2. 扫一张空白号条', '2. Scan a blank slip'],
  lostNewHint: ['必须是同一楼门的空白号条', 'It must be of the same entrance'],
  lostWhich: ['{entrance} {door}：谁的号条丢了？', '{entrance} {door}: who lost the slip?'],
  lostGive: ['就是这位，换号条', 'This person: give the slip'],
  lostNext: ['下一步：扫空白号条', 'Next: scan a blank slip'],
  lostScan: ['换号条', 'Give the slip'],
  lostDone: [
    '{name}（{entrance} {door}）现在是 {number} 号，把这张号条交给本人。',
    '{name} ({entrance} {door}) has number {number} now. Hand over this slip.',
  ],
  lostVoid: ['原来的 {former} 号已作废。', 'The former slip {former} is void.'],
  lostUnreadable: [
    '没有认出。请输入证件号码，或后四位加门牌。',
    'Not recognised. Type the document, or last four and door.',
  ],
  lostAnother: ['再换一张', 'Another one'],
  lostClose: ['完成', 'Done'],
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
