/** What somebody answered to WeChat's question for messages: the allowed templates, or why it could not be asked. */
export interface NoticeAnswer {
  accepted: string[]
  problem?: 'off' | 'failed'
}
