import pino, { type Logger } from 'pino'

/** The one logger: structured lines without personal data. Callers pass ids, codes and durations, never bodies. */
export let log: Logger = pino({ level: 'silent' })

/** Sends log lines to a file, or to standard error so that standard output stays for people. */
export function openLog(level: string, file?: string) {
  log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    file ? pino.destination({ dest: file, mkdir: true }) : pino.destination(2),
  )
}

/** A stack without its message: driver messages can carry values. */
export const stackOf = (error: unknown) =>
  error instanceof Error
    ? `${error.name}\n${(error.stack ?? '')
        .split('\n')
        .filter((text) => /^\s+at /.test(text))
        .join('\n')}`
    : typeof error
