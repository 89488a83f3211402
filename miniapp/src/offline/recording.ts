import type { RefusalCode } from '@loumen/shared/refusals'
import type { Problem } from '../remote/problem'

/** What a command that is recorded answers: what the server would, or why this phone itself says no. */
export type Recording = { output: unknown } | { problem: Problem }

/** Records one kind of command; undefined when this phone does not know the place. */
// biome-ignore lint/suspicious/noExplicitAny: each recorder reads the input of the command of its name.
export type Recorder = (input: any, operationId: string) => Promise<Recording | undefined>

export const refuse = (code: RefusalCode, details: Record<string, unknown> = {}): Recording => ({
  problem: { kind: 'refused', code, details },
})
