import { now } from '../clock'

/** The time of day in China now, HH:MM. */
export const dayTime = () => new Date(now().getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
