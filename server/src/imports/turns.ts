import { setImmediate as turn } from 'node:timers/promises'

/** Long work in short turns: `rest` waits for others whenever a turn has taken long enough. */
export class Turns {
  private since = performance.now()

  constructor(private readonly milliseconds = 1) {}

  /** Whether the turn is over. Looked at often, so that most steps await nothing. */
  get over(): boolean {
    return performance.now() - this.since > this.milliseconds
  }

  async rest() {
    await turn()
    this.since = performance.now()
  }
}
