/** Why helping a neighbour is refused. */
export const helpingRefusals = {
  'neighbour.unknown': [
    404,
    '这个户门没有对得上的人。请核对门牌、姓或证件后四位。',
    'Nobody behind this door fits. Check the door, and the surname or the last four digits.',
  ],
  'neighbour.taken': [409, '已经有人在帮这位邻居了。', 'Somebody helps this neighbour already.'],
  'neighbour.state': [409, '已经不再代办了，请刷新看看。', 'This help has ended already. Please reload.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
