/** Saves a file of the server; in WeChat's browser it is shown. Answers whether it was handed over. */
export function saveFile(address: string, name: string): Promise<boolean> {
  const link = document.createElement('a')
  link.href = SERVER_ADDRESS + address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  return Promise.resolve(true)
}

/** Whether a saved file lies somewhere that the person has to be told of. */
export const savesUnseen = true
