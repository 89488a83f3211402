import type { Language } from './language'

const two = (value: number) => String(value).padStart(2, '0')
const dayOf = (time: Date) => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()

/** A moment as people say it on a screen: 14:05 today, with the day when it is another one: 明天 02:10, 11月24日 23:50. */
export function whenSaid(language: Language, at: string | number, now: number): string {
  const time = new Date(at)
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`
  const days = Math.round((dayOf(time) - dayOf(new Date(now))) / 86_400_000)
  if (days === 0) return clock
  if (days === 1) return `${language === 'zh' ? '明天' : 'tomorrow'} ${clock}`
  if (days === -1) return `${language === 'zh' ? '昨天' : 'yesterday'} ${clock}`
  return language === 'zh'
    ? `${time.getMonth() + 1}月${time.getDate()}日 ${clock}`
    : `${time.getDate()}.${time.getMonth() + 1}. ${clock}`
}
