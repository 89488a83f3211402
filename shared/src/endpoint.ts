import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One address of the API: what goes in (path, query and body together) and what comes out. */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  name: string
  method: Method
  /** Below `/api/v1`, with `:parameters`. */
  path: string
  input: I
  output: O
  /** Answers without a session. */
  open?: true
  /** Changes nothing or may safely happen twice, so it needs no operation id (sign-in, codes, reveal, look-ups). */
  repeatable?: true
  /** A laboratory's program may call it with the laboratory's key. */
  keys?: true
  /** Answers a file of this kind instead of JSON. */
  file?: string
  /** Largest body in bytes; 64 KiB unless said. */
  bodyLimit?: number
}

export type Input<E extends Endpoint> = z.input<E['input']>
export type Parsed<E extends Endpoint> = z.output<E['input']>
export type Output<E extends Endpoint> = z.output<E['output']>

/** Declares an endpoint with its types inferred. */
export const endpoint = <I extends z.ZodType, O extends z.ZodType>(definition: Endpoint<I, O>) => definition

/** A command changes the world and carries an operation id. */
export const isCommand = (e: Endpoint) => e.method !== 'GET' && !e.repeatable

export const apiBase = '/api/v1'
