/** Why somebody must wait before the swab, and why somebody was admitted out of turn or alone; spread into the domain's words. */
export const admissionDomainWords = {
  'deferral.ate': ['刚吃过东西', 'just ate'],
  'deferral.smoked': ['刚抽过烟', 'just smoked'],
  'reason.fever': ['发热单采', 'fever, sampled alone'],
  'reason.code': ['码异常单采', 'code not green, sampled alone'],
  'reason.policy': ['按本轮规定单采', 'sampled alone by the round’s policy'],
  'reason.walkIn': ['现场登记', 'registered here'],
} as const satisfies Record<string, readonly [string, string]>
