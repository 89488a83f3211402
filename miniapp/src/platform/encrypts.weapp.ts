import { isAtLeast } from './version'

interface Versions {
  getAppBaseInfo?(): { SDKVersion?: string }
  getSystemInfoSync(): { SDKVersion?: string }
}
declare const wx: Versions

/** Whether this WeChat encrypts what it keeps. Before 2.21.3 it takes the wish without a word and keeps plain text. */
export const encrypts = isAtLeast((wx.getAppBaseInfo?.() ?? wx.getSystemInfoSync()).SDKVersion ?? '', '2.21.3')
