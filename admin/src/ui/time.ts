import { useMemo } from 'react'
import { useWords } from './language'

const pad = (number: number) => String(number).padStart(2, '0')

/** A time of day as people say it: 14:05. */
export const clockTime = (at: string | number) => {
  const date = new Date(at)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** Today's instant at a time of day such as 14:05; null without one. */
export function todayAt(time: string | undefined): string | null {
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(time ?? '') ?? []
  return hour && minute ? new Date(new Date().setHours(Number(hour), Number(minute), 0, 0)).toISOString() : null
}

/** A time of day to the second, for "last updated". */
export const secondTime = (at: string | number) => `${clockTime(at)}:${pad(new Date(at).getSeconds())}`

/** Says an instant: the time today, with the day before it on other days. */
export function useTime(): (at: string | null | undefined) => string {
  const { language } = useWords()
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'short', day: 'numeric' })
    return (at) => (at ? `${day.format(new Date(at))} ${clockTime(at)}` : '—')
  }, [language])
}

/** Says a time beside a moment: 14:05 on the same day, with the day before it on another (rounds across midnight). */
export function useTimeNear(now: string | number): (at: string | number) => string {
  const whole = useTime()
  const day = new Date(now).toDateString()
  return (at) => (new Date(at).toDateString() === day ? clockTime(at) : whole(new Date(at).toISOString()))
}
