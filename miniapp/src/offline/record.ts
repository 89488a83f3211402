import type { Endpoint } from '@loumen/shared/endpoint'
import { boxRecorders } from './record-boxes'
import { recallRecorders } from './record-recalls'
import { tableRecorders } from './record-table'
import { visitRecorders } from './record-visits'
import type { Recorder, Recording } from './recording'

const recorders: Record<string, Recorder> = {
  ...tableRecorders,
  ...boxRecorders,
  ...visitRecorders,
  ...recallRecorders,
}

/** Commands that can be recorded when the server is away. */
export const isRecordable = ({ name }: Endpoint) => name in recorders

/** Records a command instead of sending it, and answers what the server would have. */
export const recordInstead = (
  { name }: Endpoint,
  input: unknown,
  operationId: string,
): Promise<Recording | undefined> => recorders[name]?.(input, operationId) ?? Promise.resolve(undefined)

/** Whether a command names a tube or a box that only this phone's journal knows: its id is that of the operation. */
export const namesOwnRecord = (input: unknown) =>
  Object.entries(input as object).some(
    ([key, value]) => (key === 'tubeId' || key === 'boxId') && String(value).includes('-'),
  )
