/** Why the house may say no in this domain; see `refusals`. */
export const accountRefusals = {
  'auth.required': [401, '请先登录。', 'Please sign in.'],
  'auth.forbidden': [
    403,
    '您没有这项权限。需要时请联系社区。',
    'You are not allowed to do this. Ask the community if you need to.',
  ],
  'auth.wrong': [401, '账号或密码不对。', 'The account or password is wrong.'],
  'auth.codeWrong': [
    401,
    '验证码不对或已过期，请重新获取。',
    'The code is wrong or has expired. Please get a new one.',
  ],
  'auth.noSender': [
    503,
    '这里还没有接通短信，请找社区工作人员登记。',
    'Text messages are not set up here. Please ask community staff to register you.',
  ],
  'auth.notSent': [
    503,
    '验证码没有发出去，请稍后再试，或找社区工作人员登记。',
    'The code could not be sent. Please try again shortly, or ask community staff.',
  ],
  'wechat.off': [
    503,
    '这里还没有接通微信登录，请用手机号登录。',
    'Signing in by WeChat is not set up here. Please sign in with your phone number.',
  ],
  'wechat.away': [
    503,
    '微信暂时没有回应，请稍后再试，或用手机号登录。',
    'WeChat does not answer just now. Please try again shortly, or sign in with your phone number.',
  ],
  'wechat.code': [401, '微信登录已过期，请再点一次。', 'The WeChat sign-in has expired. Please tap again.'],
  'wechat.phone': [
    401,
    '没有拿到微信的手机号，请再点一次，或自己填写手机号。',
    'WeChat did not give the phone number. Please tap again, or type your number.',
  ],
  'wechat.blocked': [
    403,
    '微信暂时限制了这个账号，请用手机号登录。',
    'WeChat holds this account back for now. Please sign in with your phone number.',
  ],
  'auth.passwordWeak': [
    400,
    '密码至少 12 位，且不能太常见。',
    'The password needs at least 12 characters and must not be a common one.',
  ],
  'auth.passwordMustChange': [403, '请先设置新密码。', 'Please set a new password first.'],
  'account.loginTaken': [409, '这个登录名已被使用。', 'This login name is taken.'],
  'account.roleTooWide': [403, '不能授予超出自己范围的角色。', 'You cannot grant a role beyond your own scope.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
