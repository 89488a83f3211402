import Taro from '@tarojs/taro'

/** Keeps the screen lit and bright so that a scanner reads it; answers what ends it. */
export function keepScreenOn(): () => void {
  let before: number | undefined
  void Taro.setKeepScreenOn({ keepScreenOn: true }).catch(() => {})
  void Taro.getScreenBrightness()
    .then(async ({ value }) => {
      before = value
      await Taro.setScreenBrightness({ value: 1 })
    })
    .catch(() => {})
  return () => {
    void Taro.setKeepScreenOn({ keepScreenOn: false }).catch(() => {})
    if (before !== undefined) void Taro.setScreenBrightness({ value: before }).catch(() => {})
  }
}
