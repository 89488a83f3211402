import Taro from '@tarojs/taro'

/** A shift's records are far smaller; a film by mistake is not read. */
const largest = 8_000_000

/** Lets somebody choose a text file that was sent in a chat; undefined when they chose none. */
export async function takeIn(): Promise<string | undefined> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['json'] })
    const [file] = tempFiles
    if (!file) return undefined
    return file.size <= largest ? String(Taro.getFileSystemManager().readFileSync(file.path, 'utf8')) : ''
  } catch {
    return undefined
  }
}
