import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Drawn, drawer, findDrawn } from './drawn'
import { createRealm } from './realm'
import { type Node, patch, textOf, walk } from './tree'
import { createWx, type Phone } from './wx'

interface PageDefinition {
  data?: Record<string, unknown>
  onLoad?(query: Record<string, string>): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
  eh?(event: unknown): void
}
interface Page extends PageDefinition {
  route: string
  data: Record<string, unknown>
}
interface App {
  onLaunch?(options: unknown): void
  onShow?(options: unknown): void
}

/** The built mini-program, running outside WeChat against a real server: what a person sees and touches. */
export class MiniProgram {
  readonly phone: Phone = {
    vibrations: 0,
    titles: [],
    storage: new Map(),
    encrypted: new Set(),
    lostAnswers: 0,
    network: true,
    loginCode: undefined,
    messages: {},
    seen: undefined,
    askedFor: [],
    handedOut: [],
    chosen: undefined,
    needPrivacy: undefined,
    hangUps: new Set(),
  }
  readonly errors: string[] = []
  private readonly stack: Page[] = []
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly definitions = new Map<string, PageDefinition>()
  private readonly realm: ReturnType<typeof createRealm>
  private app: App = {}
  private draw: ReturnType<typeof drawer> | undefined
  private loading = ''

  constructor(
    private readonly folder: string,
    server: string,
    /** As base library 2.10 of 2020 has it, which somebody's old phone may still run. */
    { older = false } = {},
  ) {
    this.realm = createRealm({
      App: (app: App) => {
        this.app = app
      },
      Page: (page: PageDefinition) => this.definitions.set(this.loading, page),
      Component() {},
      Behavior: (behaviour: unknown) => behaviour,
      getApp: () => this.app,
      getCurrentPages: () => this.stack.slice(),
      onError: (...what: unknown[]) => this.errors.push(what.map(String).join(' ')),
    })
    const pages = {
      open: (url: string) => this.open(url),
      close: () => this.close(),
      closeAll: () => {
        while (this.stack.length) this.close()
      },
    }
    this.realm.sandbox.wx = createWx(server, pages, this.phone, this.realm.intoRealm, older)
  }

  /** Starts the app at its first page, or at the one that a code or a message opens. */
  launch(url?: string) {
    this.load('app.js')
    const options = { path: this.firstPage, query: {}, scene: 1001 }
    this.app.onLaunch?.(options)
    this.app.onShow?.(options)
    this.open(url ?? `/${this.firstPage}`)
  }

  /** The route and everything on the page that is on top. */
  get route() {
    return this.stack.at(-1)?.route
  }
  get text() {
    return textOf(this.root)
  }
  get data() {
    return this.stack.at(-1)?.data
  }

  find(id: string): Node | undefined {
    return [...walk(this.root)].find(({ uid }) => uid === id)
  }

  /** The first thing whose id looks like this. */
  findLike(pattern: RegExp): Node | undefined {
    return [...walk(this.root)].find(({ uid }) => uid && pattern.test(uid))
  }

  /** An element as WeChat's compiler draws it, with its attributes. */
  drawn(id: string): Drawn | undefined {
    if (!this.route) return undefined
    this.draw ??= drawer(this.folder)
    return findDrawn(this.draw(this.route, this.data), id)
  }

  tap(node: Node) {
    this.fire(node, 'tap')
  }

  type(node: Node, value: string) {
    this.fire(node, 'input', { value })
  }

  confirm(node: Node, value: string) {
    this.fire(node, 'confirm', { value })
  }

  /** Somebody touches a button that asks WeChat for something: its answer. */
  answer(node: Node, type: string, detail: unknown) {
    this.fire(node, type, detail)
  }

  /** The network goes: open sockets end, new ones fail. */
  loseNetwork() {
    this.phone.network = false
    for (const hangUp of this.phone.hangUps) hangUp()
  }

  findNetwork() {
    this.phone.network = true
  }

  end() {
    while (this.stack.length) this.close()
    this.realm.end()
  }

  private get root() {
    return this.stack.at(-1)?.data.root as Node | undefined
  }

  private get firstPage(): string {
    return JSON.parse(readFileSync(path.join(this.folder, 'app.json'), 'utf8')).pages[0]
  }

  private fire(node: Node, type: string, detail: unknown = {}) {
    const target = { id: node.uid ?? node.sid, dataset: { sid: node.sid } }
    this.stack
      .at(-1)
      ?.eh?.({ type, detail, target, currentTarget: target, timeStamp: Date.now(), touches: [], mark: {} })
  }

  private load(file: string): unknown {
    const known = this.modules.get(file)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    this.modules.set(file, module)
    const before = this.loading
    this.loading = file.replace(/\.js$/, '')
    const source = readFileSync(path.join(this.folder, file), 'utf8')
    const start = this.realm.run(`(function (exports, require, module) {${source}\n})`, file)
    const require = (id: string) => this.load(path.join(path.dirname(file), id.endsWith('.js') ? id : `${id}.js`))
    try {
      start(module.exports, require, module)
    } finally {
      this.loading = before
    }
    return module.exports
  }

  open(url: string) {
    const [route = '', query = ''] = url.replace(/^\//, '').split('?')
    this.load(`${route}.js`)
    const definition = this.definitions.get(route)
    if (!definition) throw new Error(`${route} is no page`)
    // WeChat does not decode the values.
    const values = Object.fromEntries(
      query
        .split('&')
        .filter(Boolean)
        .map((pair) => pair.split('=')),
    )
    this.stack.at(-1)?.onHide?.()
    const data: Record<string, unknown> = JSON.parse(JSON.stringify(definition.data ?? {}))
    const page: Page & { setData: unknown } = Object.assign(Object.create(null), definition, {
      route,
      data,
      options: values,
      setData: (change: Record<string, unknown>, done?: () => void) => {
        for (const [place, value] of Object.entries(change)) patch(data, place, value)
        if (done) setTimeout(done)
      },
    })
    this.stack.push(page)
    page.onLoad?.(values)
    page.onShow?.()
    setTimeout(() => page.onReady?.())
  }

  private close() {
    this.stack.pop()?.onUnload?.()
    this.stack.at(-1)?.onShow?.()
  }
}
