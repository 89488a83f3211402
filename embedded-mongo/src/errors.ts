/** MongoDB's names of the error codes that this engine answers with. */
const NAMES: Record<number, string> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  79: 'UnknownReplWriteConcern',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  100: 'UnsatisfiableWriteConcern',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  121: 'DocumentValidationFailure',
  125: 'InvalidIndexSpecificationOption',
  167: 'CommandNotSupportedOnView',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  197: 'InvalidIndexSpecificationOption',
  225: 'TransactionTooOld',
  237: 'CursorKilled',
  246: 'SnapshotUnavailable',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  291: 'NoQueryExecutionPlans',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  303: 'FeatureNotSupported',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
}

/** The name that MongoDB gives a code; codes without a name are called after their place in its source. */
export const codeName = (code: number): string => NAMES[code] ?? `Location${code}`

/** An error that a client sees, with MongoDB's code and whatever fields the code calls for. */
export class CommandError extends Error {
  readonly labels: string[] = []
  constructor(
    readonly code: number,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

/** Whatever was thrown as an error for a client: faults of the engine become InternalError, never silence. */
export function asCommandError(thrown: unknown): CommandError {
  if (thrown instanceof CommandError) return thrown
  return new CommandError(1, thrown instanceof Error ? thrown.message : String(thrown))
}

/** Why a data directory could not be opened; `code` is stable, the message is one sentence for people. */
export class OpenError extends Error {
  constructor(
    readonly code:
      | 'DATA_DIRECTORY_LOCKED'
      | 'DATA_DIRECTORY_DAMAGED'
      | 'DATA_DIRECTORY_NEWER'
      | 'DATA_DIRECTORY_NOT_WRITABLE'
      | 'ADDRESS_NOT_LOOPBACK'
      | 'ADDRESS_NOT_AVAILABLE'
      | 'NOT_BUILT'
      | 'BACKUP_FAILED',
    message: string,
  ) {
    super(message)
    this.name = 'OpenError'
  }
}
