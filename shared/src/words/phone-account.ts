/** What the phone says about signing in by WeChat, reminders, consents, and leaving. */
export const phoneAccountWords = {
  wechatPhone: ['用微信手机号登录', 'Sign in with the WeChat number'],
  wechatPhoneNote: [
    '手机号只用来确认您住在哪一户、给您发通知。不想用微信手机号，也可以自己输入。',
    'The number is used to find your household and to notify you. You can also type another one.',
  ],
  typePhone: ['自己输入手机号', 'Type a number'],
  withoutPhone: ['不用手机号，先进去', 'Go on without a number'],
  phoneNotGiven: [
    '没有拿到微信手机号。可以再点一次，也可以自己输入。',
    'WeChat gave no number. Try once more, or type one.',
  ],
  wechatCode: [
    '微信没有回应，请稍后再点，或者自己输入手机号。',
    'WeChat does not answer. Try again, or type a number.',
  ],

  remindTitle: ['提醒', 'Reminders'],
  remind: ['快轮到我时用微信提醒我', 'Remind me in WeChat when it is nearly my turn'],
  remindResults: ['结果出来时用微信提醒我', 'Remind me in WeChat when results are ready'],
  remindFetch: ['叫到我帮的邻居时用微信提醒我', 'Remind me in WeChat when a neighbour I help is called'],
  remindDone: [
    '好的，到时候微信会提醒您。提醒里不写姓名和结果。',
    'WeChat will remind you. Reminders hold no name and no result.',
  ],
  remindRefused: [
    '没有打开提醒。没关系：喇叭、楼长和大屏照样会通知您。',
    'No reminder was allowed. The loudspeaker, your captain and the display will still tell you.',
  ],
  remindOff: [
    '微信里的消息提醒关着。可以在微信右上角“…”→“设置”→“通知管理”里打开。',
    'Messages are switched off in WeChat. Open “…”, “Settings”, “Notifications” to allow them.',
  ],
  remindFailed: ['现在问不了微信，请稍后再点一次。', 'WeChat cannot be asked right now. Please try again.'],

  consentTitle: ['查看检测结果', 'Test results'],
  consentAsk: [
    '检测结果是敏感的健康信息。您同意后，这部手机才显示本户的结果；不同意也不影响排队和采样，结果仍会由社区告诉您。',
    'Test results are sensitive health data. They are shown on this phone only if you agree. If not, you are still called and sampled, and the community tells you.',
  ],
  consentGive: ['我同意显示结果', 'I agree to see results'],
  consentLater: ['先不看', 'Not now'],
  consentGiven: ['{day} 已同意在这部手机上显示结果。', 'Since {day} results are shown on this phone.'],
  consentUnasked: ['还没有同意显示结果。', 'Results have not been agreed to.'],
  consentWithdrawn: [
    '您已收回同意，这里不显示结果。需要留在家里时仍会告诉您。',
    'You took your consent back: no result is shown here. You are still told when you have to stay at home.',
  ],
  consentWithdraw: ['收回同意', 'Take it back'],

  phonesTitle: ['能看到本户的手机', 'Phones that see the household'],
  phonesOwn: ['这部手机', 'this phone’s account'],
  phonesNoNumber: ['没有登记手机号', 'no number'],
  phonesSince: ['{day} 起', 'since {day}'],
  phonesRemove: ['不再让它看', 'Remove'],
  phonesLeave: ['我不再看这一户', 'I leave this household'],
  phonesRemoveSure: ['移除后，那部手机看不到本户的号和结果。', 'That phone will no longer see tickets and results.'],
  phonesLeaveSure: [
    '之后您看不到这一户的号和结果，可以重新申请。',
    'You will no longer see its tickets and results. You can ask again later.',
  ],
  sure: ['确定', 'Yes'],

  dataTitle: ['我的信息', 'My data'],
  dataExport: ['导出我的信息', 'Take my data away'],
  dataExported: ['已经导出，请选择保存或发送到哪里。', 'Exported. Choose where to keep it.'],
  dataCopied: ['已经复制，可以粘贴到备忘录或聊天里。', 'Copied. You can paste it into a note or a chat.'],
  dataExportFailed: ['没有导出成功，请再试一次。', 'It was not exported. Please try again.'],
  dataDelete: ['注销账号', 'Delete my account'],
  dataDeleteSure: [
    '注销后，您的账号、登录、提醒和同意记录都会删除，不能恢复。社区底册和检测记录由社区依法保存，不在其中。',
    'Your account, sessions, reminders and consents are deleted for good. The community’s roster and test records are kept by the community as the law asks.',
  ],
  dataDeleteYes: ['确定注销', 'Delete for good'],

  privacyTitle: ['个人信息保护', 'Your privacy'],
  privacyAsk: [
    '继续之前，请阅读{contract}。同意后才会使用相应的信息；不同意也可以用其他方式办理。',
    'Please read {contract} first. Data is used only if you agree; otherwise there is another way.',
  ],
  privacyRead: ['阅读{contract}', 'Read {contract}'],
  privacyAgree: ['同意', 'Agree'],
  privacyRefuse: ['不同意', 'Do not agree'],
  privacyContract: ['《用户隐私保护指引》', 'the privacy guide'],
} as const
