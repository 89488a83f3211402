import Taro from '@tarojs/taro'

/** The camera can always be asked in WeChat. */
export const cameraObstacle: 'insecure' | 'unsupported' | undefined = undefined

/** Scans one code; undefined when the person turned back. */
export async function scanWithCamera(_turnBack: string): Promise<string | undefined> {
  try {
    const { result } = await Taro.scanCode({ scanType: ['barCode', 'qrCode'] })
    return result
  } catch {
    return undefined
  }
}
