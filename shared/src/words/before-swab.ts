/** What people should know before they come to the swab (R37), in the numbers of the rule. */
export const beforeSwabWords = {
  title: ['采样前', 'Before the swab'],
  food: [
    '采样前 {hours} 小时不吃东西，{minutes} 分钟不抽烟。',
    'No food for {hours} hours and no smoking for {minutes} minutes.',
  ],
  tell: [
    '在吃抗凝药、咽喉有病、两天内打过疫苗的，请先告诉采样人员。',
    'Tell the staff first if you take blood thinners, have a sore throat, or were vaccinated within two days.',
  ],
} as const satisfies Record<string, readonly [string, string]>
