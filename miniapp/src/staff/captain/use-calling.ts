import type { Endpoint, Input } from '@loumen/shared/endpoint'
import { useWrite } from '../../remote/use-write'

/** A captain's commands: whoever was first, the page must show it, so it reads again after a refusal, too. */
export function useCalling(again: () => Promise<void>) {
  const writing = useWrite('staff')
  const tell = <E extends Endpoint>(endpoint: E, input: Input<E>, then?: () => void) =>
    void writing.write(
      endpoint,
      input,
      () => {
        then?.()
        void again()
      },
      () => {
        void again()
        return false
      },
    )
  return { ...writing, tell }
}

export type CallingDesk = ReturnType<typeof useCalling>
