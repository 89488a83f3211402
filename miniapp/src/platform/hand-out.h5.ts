/** Gives somebody a text file; answers how, or undefined when it did not work. */
export async function handOut(name: string, text: string): Promise<'file' | 'copied' | undefined> {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address))
  return 'file'
}
