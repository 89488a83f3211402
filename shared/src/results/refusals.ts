/** Why the house may say no in this domain; see `refusals`. */
export const resultRefusals = {
  'upload.unreadable': [400, '结果文件看不懂：{reason}', 'The results file cannot be read: {reason}'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
