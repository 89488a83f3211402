import Taro from '@tarojs/taro'

/** What the phone keeps that is nobody's secret: settings and public boards. A full or blocked storage keeps nothing. */
export function readKept<T>(key: string): T | undefined {
  try {
    return (Taro.getStorageSync(key) as T | '') || undefined
  } catch {
    return undefined
  }
}

export function keep(key: string, value: unknown) {
  try {
    Taro.setStorageSync(key, value)
  } catch {
    // The screen works without it.
  }
}
