import path from 'node:path'
import { hear, start } from './processes'

/** What phones that read again and again have seen since the last time: how often, and how long answers took in milliseconds; those still waited for are among the times. */
export interface Taken {
  reads: number
  p50: number
  p99: number
}

/** The phones are a process of their own, so that they do not slow down what is measured; `{ start: … }` sets them off. */
export const startReaders = () => start(path.join(__dirname, 'readers.ts'))

export async function take(readers: ReturnType<typeof start>): Promise<Taken> {
  const taken = hear<Taken>(readers, 'taken')
  readers.send({ take: true })
  return taken
}
