/** A shift's records are far smaller; a film by mistake is not read. */
const largest = 8_000_000

/** Lets somebody choose a text file; undefined when they chose none. */
export const takeIn = () =>
  new Promise<string | undefined>((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.json,application/json'
    input.addEventListener('change', () => {
      const [file] = Array.from(input.files ?? [])
      void (file && file.size <= largest ? file.text() : Promise.resolve('')).then(resolve)
    })
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })
