import Taro from '@tarojs/taro'

/** Gives somebody a text file to send on; where that is not possible the text is copied. Undefined when neither worked. */
export async function handOut(name: string, text: string): Promise<'file' | 'copied' | undefined> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}`
  try {
    if (!Taro.canIUse('shareFileMessage')) throw new Error('an older WeChat')
    Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8')
    await Taro.shareFileMessage({ filePath, fileName: name })
    return 'file'
  } catch {
    return Taro.setClipboardData({ data: text }).then(
      () => 'copied' as const,
      () => undefined,
    )
  }
}
