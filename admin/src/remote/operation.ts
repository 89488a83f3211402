import { RefusedByServer, Unreachable } from '@loumen/shared/client'

/** Nobody knows whether it happened: the answer never came, came from a broken server, or the command still runs. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof RefusedByServer) return error.status >= 500 || error.code === 'operation.running'
  return error instanceof Unreachable
}

/**
 * Keeps the operation id of a command whose answer never came, so that trying the same again happens once.
 * A different input is a different operation.
 */
export class Operation {
  private open: { input: string; id: string } | undefined

  constructor(private readonly newId: () => string) {}

  /** The id for this input: the one of the unanswered attempt, if it was the same. */
  idFor(input: unknown): string {
    const written = JSON.stringify(input)
    if (this.open?.input !== written) this.open = { input: written, id: this.newId() }
    return this.open.id
  }

  /** The server answered, yes or no: the next attempt is a new operation. */
  answered() {
    this.open = undefined
  }
}
