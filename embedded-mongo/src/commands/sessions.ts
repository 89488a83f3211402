import { Binary, UUID } from 'bson'
import { CommandError } from '../errors'
import type { Document } from '../query/values'
import type { Store } from '../store/store'
import { Unit } from '../store/unit'

const IDLE_MILLISECONDS = 30 * 60_000
const LONGEST_TRANSACTION_MILLISECONDS = 60_000

interface Transaction {
  state: 'active' | 'committed' | 'aborted'
  unit: Unit
  durable: Promise<void> | undefined
  timer: NodeJS.Timeout
}
export interface Session {
  /** The highest transaction number that the client has used. */
  number: bigint
  transaction: Transaction | undefined
  /** The answer to the retryable write with that number. */
  reply: Promise<Document> | undefined
  used: number
}

/** Clients' sessions: their transactions, and the answers to writes that may be sent twice. */
export class Sessions {
  private readonly open = new Map<string, Session>()

  constructor(private readonly store: Store) {}

  get(id: string): Session {
    let session = this.open.get(id)
    if (!session) {
      session = { number: -1n, transaction: undefined, reply: undefined, used: Date.now() }
      this.open.set(id, session)
    }
    session.used = Date.now()
    return session
  }

  /** Moves a session to a new number; an older one is refused and what was open is given up. */
  advance(session: Session, number: bigint, id: string): void {
    if (number < session.number)
      throw new CommandError(
        225,
        `Cannot start transaction with { txnNumber: ${number} } on session ${id} because a newer transaction with txnNumberAndRetryCounter { txnNumber: ${session.number}, txnRetryCounter: 0 } has already started on this session.`,
      )
    if (number === session.number) return
    this.abort(session)
    session.number = number
    session.transaction = undefined
    session.reply = undefined
  }

  begin(session: Session): Unit {
    const unit = new Unit(this.store, true)
    const timer = setTimeout(() => this.abort(session), LONGEST_TRANSACTION_MILLISECONDS).unref()
    session.transaction = { state: 'active', unit, durable: undefined, timer }
    return unit
  }
  commit(session: Session): Promise<void> {
    const { transaction } = session
    if (!transaction) return Promise.resolve()
    if (transaction.state === 'active') {
      clearTimeout(transaction.timer)
      transaction.state = 'committed'
      transaction.durable = transaction.unit.commit()
    }
    return transaction.durable ?? Promise.resolve()
  }
  abort(session: Session): void {
    const { transaction } = session
    if (transaction?.state !== 'active') return
    clearTimeout(transaction.timer)
    transaction.state = 'aborted'
    transaction.unit.rollback()
  }

  /** The sessions as `$listLocalSessions` shows them. */
  list(): Document[] {
    return [...this.open].map(([id, session]) => ({
      _id: { id: new UUID(id), uid: new Binary() },
      lastUse: new Date(session.used),
    }))
  }
  end(id: string): void {
    const session = this.open.get(id)
    if (session) this.abort(session)
    this.open.delete(id)
  }
  /** Ends every transaction; sessions stay known, so that their numbers keep rising. */
  abortAll(): void {
    for (const session of this.open.values()) this.abort(session)
  }
  sweep(): void {
    for (const [id, session] of this.open) if (Date.now() - session.used > IDLE_MILLISECONDS) this.end(id)
  }
}
