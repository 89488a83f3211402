import vm from 'node:vm'

/**
 * A realm like the one WeChat runs the app in: no window, no document, no code from strings but
 * Function('return this'), no bare globalThis.
 */
export function createRealm(globals: Record<string, unknown>) {
  const timers = new Set<NodeJS.Timeout>()
  let ended = false
  const keep = <T extends NodeJS.Timeout>(timer: T) => {
    timers.add(timer)
    return timer
  }
  const sandbox: Record<string, unknown> = {
    ...globals,
    console: { log() {}, info() {}, warn() {}, debug() {}, error: globals.onError },
    setTimeout: (work: () => void, ms?: number) => (ended ? 0 : keep(setTimeout(work, ms))),
    setInterval: (work: () => void, ms?: number) => (ended ? 0 : keep(setInterval(work, ms))),
    clearTimeout: (timer?: NodeJS.Timeout) => clearTimeout(timer),
    clearInterval: (timer?: NodeJS.Timeout) => clearInterval(timer),
  }
  sandbox.global = sandbox
  vm.createContext(sandbox, { codeGeneration: { strings: false, wasm: false } })
  vm.runInContext(
    `(function (realm) {
      function Function() {
        if (arguments[arguments.length - 1] === 'return this') return function () { return realm }
        throw new EvalError('Code generation from strings disallowed')
      }
      Function.prototype = realm.Function.prototype
      realm.Function = Function
      delete realm.globalThis
    })(this)`,
    sandbox,
  )
  const makeBytes = vm.runInContext('(function (length) { return new Uint8Array(length) })', sandbox)
  return {
    sandbox,
    /** Bytes as a buffer of this realm; libraries ask `instanceof ArrayBuffer`. */
    intoRealm(bytes: Uint8Array): ArrayBuffer {
      const copy = makeBytes(bytes.length)
      copy.set(bytes)
      return copy.buffer
    },
    run: (code: string, file: string) => vm.runInContext(code, sandbox, { filename: file }),
    /** Ends every timer, so that nothing outlives the test. */
    end() {
      ended = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
