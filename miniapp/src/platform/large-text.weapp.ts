import Taro from '@tarojs/taro'

/** Whether the phone's owner set WeChat's text to 1.3 times its size or more (the standard is 17 px, 16 on Android). */
export function prefersLargeText(): boolean {
  try {
    const { fontSizeSetting = 0 } = Taro.getAppBaseInfo() as { fontSizeSetting?: number }
    const standard = Taro.getDeviceInfo().platform === 'android' ? 16 : 17
    return fontSizeSetting / standard >= 1.3
  } catch {
    return false
  }
}
