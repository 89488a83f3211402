/** What whoever is on duty reads on the page of a message's link. */
export const dutyPhoneWords = {
  title: ['应急值班', 'On duty'],
  incident: ['应急事件 {number}', 'Incident {number}'],
  people: ['{count} 人需要马上复采', 'People to sample again now: {count}'],
  forBody: ['通知：{body}', 'For: {body}'],
  take: ['收到，我来处理', 'I’m on it'],
  taken: ['已确认，有人在处理了。谢谢！', 'Acknowledged: somebody is on it. Thank you!'],
  takenText: ['电话和短信不会再来。', 'No more calls or texts will come.'],
  more: ['是谁、在哪里，请给社区打电话，或登录后查看。', 'For who and where, call the community or sign in.'],
  wrong: ['这条链接打不开', 'This link does not work'],
  wrongText: ['请从短信里重新打开，或给社区打电话。', 'Open it again from the message, or call the community.'],
} as const satisfies Record<string, readonly [string, string]>
