import { RefusedByServer } from '@loumen/shared/client'
import type { Endpoint, Input, Output } from '@loumen/shared/endpoint'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from './call'

export interface ReadOptions {
  enabled?: boolean
  /** Asks again after so many milliseconds, so that a lost event never matters. */
  every?: number | false
  /** Shows the answer to the previous input while the next one is on its way. */
  keep?: boolean
}

export const readKey = <E extends Endpoint>(endpoint: E, input: Input<E>) => [endpoint.name, input] as const

/** Reads an endpoint and keeps the last truth while a newer one is on its way. */
export function useRead<E extends Endpoint>(endpoint: E, input: Input<E>, options: ReadOptions = {}) {
  return useQuery<Output<E>>({
    queryKey: readKey(endpoint, input),
    queryFn: () => call(endpoint, input),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? 20_000,
    placeholderData: options.keep ? keepPreviousData : undefined,
    retry: (failures, error) => !(error instanceof RefusedByServer && error.status < 500) && failures < 2,
  })
}
