/** Why the house may say no in this domain; see `refusals`. */
export const boxRefusals = {
  'box.codeUsed': [409, '箱号 {code} 已经用过，请换一个。', 'Box code {code} has been used. Take another box.'],
  'range.siteOverlaps': [409, '这个箱号段和“{site}”的重叠。', 'This range overlaps with that of {site}.'],
  'box.sealUsed': [409, '封签号 {number} 已经用过，请核对。', 'Seal number {number} has been used. Check the seal.'],
  'box.unknown': [404, '没有找到箱号 {code}，请核对。', 'No box {code} is known. Check the label.'],
  'box.state': [409, '转运箱现在是{state}，不能这样做。', 'This cannot be done while the box is {state}.'],
  'box.empty': [409, '空箱不用封。', 'An empty box need not be sealed.'],
  'box.differs': [
    409,
    '系统里是 {packed} 支，手上是 {counted} 支。请逐支记下差在哪里，写明后就可以封箱。',
    'The record has {packed} tubes, {counted} are in hand. Name each difference; then the box can be sealed.',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
