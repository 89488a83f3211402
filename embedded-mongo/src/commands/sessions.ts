import { Binary, UUID } from 'bson'
import { CommandError } from '../errors'
import type { Document } from '../query/values'
import type { Store } from '../store/store'
import { Unit } from '../store/unit'

const IDLE_MILLISECONDS = 30 * 60_000
const LONGEST_TRANSACTION_MILLISECONDS = 60_000

type Transaction =
  | { state: 'active'; unit: Unit; timer: NodeJS.Timeout }
  | { state: 'committed' }
  | { state: 'aborted' }
export interface Session {
  /** The highest transaction number that the client has used. */
  number: bigint
  transaction: Transaction | undefined
  /** The answer to the retryable write with that number. */
  reply: Promise<Document> | undefined
  used: number
  /** Whether the store keeps something of it. */
  saved: boolean
}

/** Clients' sessions: their transactions, and the answers to writes that may be sent twice. */
export class Sessions {
  private readonly open = new Map<string, Session>()

  constructor(private readonly store: Store) {
    for (const [id, saved] of store.savedSessions) {
      const session = this.get(id)
      session.number = BigInt(Number(saved.number))
      session.saved = true
      if (saved.committed === true) session.transaction = { state: 'committed' }
      else session.reply = Promise.resolve(saved.reply as Document)
    }
  }

  get(id: string): Session {
    let session = this.open.get(id)
    if (!session) {
      session = { number: -1n, transaction: undefined, reply: undefined, used: Date.now(), saved: false }
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
    session.transaction = { state: 'active', unit, timer }
    return unit
  }
  /** Commits, or waits for the commit that was under way; that it happened is kept with what it changed. */
  commit(session: Session, id: string): Promise<void> {
    const { transaction } = session
    if (transaction?.state === 'active') {
      clearTimeout(transaction.timer)
      transaction.unit.commit()
      session.transaction = { state: 'committed' }
      session.saved = true
      this.store.saveSession(id, { number: session.number, committed: true })
    }
    return this.store.log.flush()
  }
  /** Keeps the answer to a retryable write with what it changed, so that it can be given again after a crash. */
  remember(session: Session, id: string, reply: Document): void {
    session.saved = true
    this.store.saveSession(id, { number: session.number, reply })
  }
  abort(session: Session): void {
    const { transaction } = session
    if (transaction?.state !== 'active') return
    clearTimeout(transaction.timer)
    session.transaction = { state: 'aborted' }
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
    if (!session) return
    this.abort(session)
    if (session.saved) this.store.saveSession(id, null)
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
