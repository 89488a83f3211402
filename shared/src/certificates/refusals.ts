/** Why the house may say no in this domain; see `refusals`. */
export const certificateRefusals = {
  'certificate.none': [409, '现在没有可以出具的结果单。', 'There is no certificate for this person now.'],
  'certificate.fileEnded': [
    410,
    '这个下载链接已失效，请回到结果单重新保存。',
    'This link has ended. Please save the file again from the certificate.',
  ],
  'delivery.consent': [
    409,
    '请志愿者转交要先征得本人同意。',
    'A volunteer may bring it only when the person has consented.',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
