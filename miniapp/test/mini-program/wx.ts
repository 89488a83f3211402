import { connectSocketTo } from './socket-task'

interface Options {
  success?: (reply: unknown) => void
  fail?: (error: unknown) => void
  complete?: (reply: unknown) => void
  [key: string]: unknown
}

/** Pages as the runtime opens and closes them. */
export interface Pages {
  open(url: string): void
  close(): void
  closeAll(): void
}

/** What was asked of the phone, so that tests can see it. */
export interface Phone {
  vibrations: number
  titles: string[]
  storage: Map<string, unknown>
  encrypted: Set<string>
  /** Answers to commands that get lost on their way back. */
  lostAnswers: number
  /** Whether the phone has a network; without one nothing can be sent or connected. */
  network: boolean
  /** The code that wx.login gives; without one it fails. */
  loginCode: string | undefined
  /** What is answered to the question for messages, by template; a number is the error of a question not shown. */
  messages: Record<string, string> | number
  /** The templates of every question for messages. */
  askedFor: string[][]
  /** What the camera sees; without it the person turns back. */
  seen: string | undefined
  /** What was copied or sent on as a file. */
  handedOut: string[]
  /** The file that the person chooses from a chat. */
  chosen: string | undefined
  /** Set by the app: asked before personal data is given, until somebody agreed. */
  needPrivacy: ((resolve: (answer: { event: string; buttonId?: string }) => void) => void) | undefined
  /** Ends each open socket, as a network that goes does. */
  hangUps: Set<() => void>
}

const system = {
  platform: 'ios',
  system: 'iOS 15.0',
  SDKVersion: '2.33.0',
  version: '8.0.50',
  brand: 'phone',
  model: 'phone',
  pixelRatio: 3,
  windowWidth: 390,
  windowHeight: 844,
  screenWidth: 390,
  screenHeight: 844,
  statusBarHeight: 47,
  language: 'zh_CN',
  fontSizeSetting: 17,
}

/** WeChat's API as far as the house uses it: asynchronous answers, real requests and sockets to one server. */
export function createWx(
  server: string,
  pages: Pages,
  phone: Phone,
  intoRealm: (bytes: Uint8Array) => ArrayBuffer,
  older: boolean,
) {
  // Who gives no callbacks gets a promise, as from base library 2.10 on.
  const answer = (options: Options, reply: unknown) =>
    new Promise((resolve) =>
      setTimeout(() => {
        options.success?.(reply)
        options.complete?.(reply)
        resolve(reply)
      }),
    )
  const refuse = (options: Options, errMsg: string) =>
    setTimeout(() => {
      options.fail?.({ errMsg })
      options.complete?.({ errMsg })
    })
  const ok =
    (work: (options: Options) => unknown = () => ({})) =>
    (options: Options = {}) =>
      answer(options, { errMsg: 'ok', ...Object(work(options)) })
  // The bundle was built for one address; the test's server has another port.
  const here = (url: string) =>
    url.replace(/^(http|ws):\/\/127\.0\.0\.1:3000/, (_, kind) => server.replace(/^http/, kind))
  const request = async (options: Options) => {
    const { url, method, header, data } = options as Options & { url: string; method: string; data?: string }
    try {
      if (!phone.network) throw new Error('no network')
      const reply = await fetch(here(url), { method, headers: header as Record<string, string>, body: data })
      if (method !== 'GET' && phone.lostAnswers > 0) {
        phone.lostAnswers--
        throw new Error('the answer was lost')
      }
      answer(options, { statusCode: reply.status, data: await reply.json().catch(() => ''), header: {} })
    } catch {
      refuse(options, 'request:fail')
    }
  }
  const key = (options: Options) => String(options.key)
  const wx = {
    getSystemInfoSync: () => system,
    getWindowInfo: () => system,
    getDeviceInfo: () => system,
    getAppBaseInfo: () => system,
    canIUse: () => true,
    nextTick: (work: () => void) => setTimeout(work),
    getStorageSync: (name: string) => phone.storage.get(name) ?? '',
    setStorageSync: (name: string, value: unknown) => void phone.storage.set(name, value),
    removeStorageSync: (name: string) => void phone.storage.delete(name),
    getStorageInfoSync: () => ({ keys: [...phone.storage.keys()], currentSize: 1, limitSize: 10_240 }),
    removeStorage: ok((options) => void phone.storage.delete(key(options))),
    getStorage: (options: Options) =>
      phone.storage.has(key(options))
        ? answer(options, { data: phone.storage.get(key(options)) })
        : refuse(options, 'getStorage:fail data not found'),
    setStorage: ok((options) => {
      phone.storage.set(key(options), options.data)
      if (options.encrypt) phone.encrypted.add(key(options))
    }),
    getRandomValues: ok(({ length }) => ({
      randomValues: intoRealm(crypto.getRandomValues(new Uint8Array(Number(length)))),
    })),
    setNavigationBarTitle: ok(({ title }) => void phone.titles.push(String(title))),
    vibrateLong: ok(() => void phone.vibrations++),
    vibrateShort: ok(),
    setKeepScreenOn: ok(),
    getScreenBrightness: ok(() => ({ value: 0.5 })),
    setScreenBrightness: ok(),
    onNeedPrivacyAuthorization: (listener: NonNullable<Phone['needPrivacy']>) => {
      phone.needPrivacy = listener
    },
    getPrivacySetting: ok(() => ({ needAuthorization: true, privacyContractName: '《楼门用户隐私保护指引》' })),
    openPrivacyContract: ok(),
    scanCode: (options: Options) =>
      phone.seen ? answer(options, { result: phone.seen }) : refuse(options, 'scanCode:fail cancel'),
    login: (options: Options) =>
      phone.loginCode ? answer(options, { code: phone.loginCode }) : refuse(options, 'login:fail'),
    requestSubscribeMessage: (options: Options) => {
      const templates = options.tmplIds as string[]
      phone.askedFor.push([...templates])
      const { messages } = phone
      if (typeof messages === 'number')
        setTimeout(() => options.fail?.({ errCode: messages, errMsg: 'requestSubscribeMessage:fail' }))
      else answer(options, Object.fromEntries(templates.map((id) => [id, messages[id] ?? 'reject'])))
    },
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => ({
      writeFileSync: (file: string, text: string) => void phone.storage.set(file, text),
      readFileSync: (file: string) => phone.storage.get(file),
    }),
    shareFileMessage: ok(({ filePath }) => void phone.handedOut.push(String(phone.storage.get(String(filePath))))),
    chooseMessageFile: ok(() => {
      phone.storage.set('wxfile://chosen', phone.chosen)
      return { tempFiles: [{ path: 'wxfile://chosen', size: phone.chosen?.length ?? 0 }] }
    }),
    setClipboardData: ok(({ data }) => void phone.handedOut.push(String(data))),
    onAppShow() {},
    onNetworkStatusChange() {},
    request,
    connectSocket: connectSocketTo(here, intoRealm, phone),
    navigateTo: ok(({ url }) => pages.open(String(url))),
    navigateBack: ok(() => pages.close()),
    reLaunch: ok(({ url }) => {
      pages.closeAll()
      // WeChat opens the new page in a later turn than it closes the old ones.
      setTimeout(() => pages.open(String(url)))
    }),
  }
  return older ? asOf2_10(wx) : wx
}

/** What came after base library 2.10 is missing, or is asked in vain. */
function asOf2_10<T extends Record<string, unknown>>(wx: T) {
  const missing = [
    'getWindowInfo',
    'getDeviceInfo',
    'getAppBaseInfo',
    'getRandomValues',
    'onNeedPrivacyAuthorization',
    'getPrivacySetting',
    'openPrivacyContract',
    'shareFileMessage',
  ]
  const old = Object.fromEntries(Object.entries(wx).filter(([name]) => !missing.includes(name)))
  const known = (name: string) => name.split('.')[0] ?? ''
  return {
    ...old,
    canIUse: (name: string) => known(name) in old,
    getSystemInfoSync: () => ({ ...system, SDKVersion: '2.10.4', version: '7.0.12', fontSizeSetting: undefined }),
    setStorage: (options: Options) =>
      (old.setStorage as (options: Options) => void)({ ...options, encrypt: undefined }),
  }
}
