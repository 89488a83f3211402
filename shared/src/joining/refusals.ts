/** Why the house may say no in this domain; see `refusals`. */
export const joiningRefusals = {
  'application.state': [409, '这份登记已经处理过了。', 'This application has already been decided.'],
  'application.tooMany': [
    429,
    '您有 {count} 份登记还在等答复，请等处理后再登记别人。',
    '{count} of your applications still wait for an answer. Please wait before you add more.',
  ],
  'application.unknown': [
    404,
    '没有找到这个登记码。请核对，或直接按现场登记处理。',
    'No application has this code. Check it, or register the person at the desk.',
  ],
  'application.place': [
    400,
    '请选择楼门并填写门牌，或写明住在哪里。',
    'Choose the entrance and give the door, or write where it is.',
  ],
  'group.noMembers': [
    409,
    '这里按户登记，不按人进出。请在花名册里修改。',
    'People are kept by household here. Change it in the roster.',
  ],
  'member.left': [409, '这个人已经离开了。', 'This person has left already.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
