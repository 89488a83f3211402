import type { NoticeKind } from '../notices/schema'

/** The words of notices: at most 20 characters, because WeChat cuts what is longer. */
export const noticeWords = {
  entranceNext: ['下一个就是您的楼门，请准备', 'Your turn is next'],
  entranceCalled: ['叫到您的楼门了，请现在下楼', 'Please come down now'],
  resultsReady: ['结果已出，请进入查看', 'Results are ready'],
  sampleAgain: ['样本未能使用，请再采一次', 'Please come for another swab'],
  neighbourCalled: ['您帮的邻居被叫到了，请去接', 'Please fetch your neighbour'],
  mobilised: ['您有支援任务，请用本机号码登录', 'You are called to help'],
  shiftChanged: ['您的班次有变动，请进入查看', 'Your shifts have changed'],
  tip: ['点开查看详情', 'Open to see more'],
} as const satisfies Record<NoticeKind | 'tip', readonly [string, string]>
