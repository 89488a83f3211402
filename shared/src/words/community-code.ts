/** The console's page with a community's own code. */
export const communityCodeWords = {
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  'code.note': [
    '发到居民群，或打印后贴在楼门口。居民扫码后登录，就能找到自己家、看到排队号。',
    'Post it in the chat group or print it for the doors. Residents scan it, sign in, and find their household.',
  ],
  'code.print': ['打印', 'Print'],
  'code.invitation': ['扫码登记，在家等叫号', 'Scan to register, and wait at home to be called'],
  'code.wechat': ['微信扫一扫', 'Scan with WeChat'],
  'code.browser': ['手机浏览器扫码', 'Scan with any phone'],
  'code.address': ['网页地址', 'Address'],
  'code.link': ['微信链接，可发短信', 'WeChat link for text messages'],
  'code.wechatAway': [
    '微信现在没有回应，小程序码稍后再看。网页码可以照常使用。',
    'WeChat does not answer right now. The other code works all the same.',
  ],
  'code.wechatOff': [
    '还没有接入微信小程序，居民用手机浏览器扫码即可。',
    'No mini-program is connected. Residents use any phone’s browser.',
  ],
} as const
