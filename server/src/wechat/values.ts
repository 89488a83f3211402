/** The longest text that each kind of template field takes, in characters; the kind is the field's name without its number. */
const longest: Record<string, number> = {
  thing: 20,
  character_string: 32,
  number: 32,
  letter: 32,
  phrase: 5,
  name: 10,
  phone_number: 17,
  car_number: 8,
  const: 20,
}

/** A value as its field takes it: without line ends, and cut, never refused. */
export function fieldValue(field: string, text: string): string {
  const kind = field.replace(/\d+$/, '')
  const letters = [...text.replace(/\s+/g, ' ').trim()]
  const most = longest[kind]
  if (most === undefined || letters.length <= most) return letters.join('')
  return most > 5 ? `${letters.slice(0, most - 1).join('')}…` : letters.slice(0, most).join('')
}

/** A moment as time fields want it, in China's time: 2026年11月24日 15:01. */
export function fieldTime(at: Date): string {
  const [day = '', time = ''] = new Date(at.getTime() + 8 * 3_600_000).toISOString().split('T')
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日 ${time.slice(0, 5)}`
}
