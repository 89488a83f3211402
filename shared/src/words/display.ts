/** The sentences of the public display, Chinese first with small English lines. */
export const displayWords = {
  title: ['叫号大屏', 'Calling display'],
  now: ['现在下楼', 'Now'],
  nowLine: ['请现在下楼，到{place}采样', 'Please come down now to {place}'],
  nowNone: ['请在家等候', 'Please wait at home'],
  nowNoneLine: ['还没有叫号，叫到您的楼门再下楼', 'Nobody is called yet; come down when your entrance is called'],
  next: ['下一个', 'Next'],
  nextLine: ['请准备', 'Get ready'],
  nextNone: ['请稍等', 'Please wait'],
  wait: ['等候', 'Later'],
  waitLine: ['还有 {count} 个楼门，请在家等候', '{count} more: wait at home'],
  waitNone: ['都已叫到', 'All called'],
  minutes: ['约 {from}–{to} 分钟', 'in about {from}–{to} minutes'],
  more: ['另有 {labels} 也请下楼', 'Also now: {labels}'],
  closed: ['本轮采样已结束', 'This round is over'],
  closedLine: ['谢谢您的配合', 'Thank you'],
  colour: ['{colour}色 · {shape}', '{colour} {shape}'],
  sampled: ['已采 {sampled} / 应检 {expected}', '{sampled} of {expected} sampled'],
  tables: ['{tables} 号台开放', 'Tables open: {tables}'],
  noTables: ['采样台暂未开放', 'No table is open'],
  sound: ['点击开启声音', 'Tap for sound'],
  stale: ['网络中断 · 最后更新 {time}', 'Not live · last update {time}'],
  connecting: ['正在连接', 'Connecting'],
  unknown: ['没有这个采样点', 'There is no such site'],
  unknownLine: ['请在管理台重新打开大屏', 'Please open the display again from the console'],
} as const satisfies Record<string, readonly [string, string]>

export type DisplayWord = keyof typeof displayWords
