import Taro from '@tarojs/taro'

/** Opens a file of the server with the menu that saves it, prints it and sends it on. Answers whether it opened. */
export async function saveFile(address: string, _name: string): Promise<boolean> {
  try {
    const { statusCode, tempFilePath } = await Taro.downloadFile({ url: SERVER_ADDRESS + address })
    if (statusCode !== 200) return false
    await Taro.openDocument({ filePath: tempFilePath, fileType: 'pdf', showMenu: true })
    return true
  } catch {
    return false
  }
}

/** Whether a saved file lies somewhere that the person has to be told of. */
export const savesUnseen = false
