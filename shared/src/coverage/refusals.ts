/** Why an excuse or the end of a round is refused. */
export const coverageRefusals = {
  'excuse.notYours': [
    403,
    '这个原因要由社区登记，请联系楼长或网格长。',
    'Only the community can record this reason. Please ask your captain or grid leader.',
  ],
  'excuse.untilMissing': [400, '请填写到哪一天为止。', 'Please say until which day.'],
  'excuse.untilWrong': [400, '截止日期不对，请检查。', 'The last day is not right. Please check it.'],
  'excuse.proofMissing': [
    400,
    '请写明在哪里、哪天采的样，或报告编号。',
    'Please say where and when, or the number of the report.',
  ],
  'round.missing': [
    409,
    '还有 {missing} 人没有采样也没有原因。请继续补检，或写明原因并签名后结束。',
    '{missing} people are neither sampled nor excused. Go on sampling, or close with a signed reason.',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
