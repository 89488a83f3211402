const two = (value: number) => String(value).padStart(2, '0')

/** An instant as 14:05 on this phone. */
export const clockTime = (at: string | number) => {
  const time = new Date(at)
  return `${two(time.getHours())}:${two(time.getMinutes())}`
}

/** An instant as 14:05:31. */
export const exactTime = (at: string | number) => `${clockTime(at)}:${two(new Date(at).getSeconds())}`

/** An instant as 11-21 14:05. */
export const dayAndTime = (at: string | number) => {
  const time = new Date(at)
  return `${two(time.getMonth() + 1)}-${two(time.getDate())} ${clockTime(at)}`
}
