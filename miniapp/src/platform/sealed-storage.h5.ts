import { inOrder } from './in-order'

const stores = ['keys', 'sealed'] as const

let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('loumen', 1)
    request.onupgradeneeded = () => {
      for (const name of stores) request.result.createObjectStore(name)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opening
}

async function run<T>(
  store: (typeof stores)[number],
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open()
  return new Promise((resolve, reject) => {
    // Strict: what the screen calls done must survive a phone that goes out.
    const transaction = database.transaction(store, mode, { durability: 'strict' } as never)
    const request = work(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

/** Why people's data cannot be kept here: a page on plain http gets no encryption from the browser. */
export const sealObstacle: 'insecure' | 'outdated' | undefined = globalThis.crypto?.subtle ? undefined : 'insecure'

let key: Promise<CryptoKey> | undefined

/** The key of this browser, which no script can read out. */
function ownKey(): Promise<CryptoKey> {
  key ??= (async () => {
    const known = await keptKey()
    if (known) return known
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    try {
      await run('keys', 'readwrite', (store) => store.add(made, 'own'))
      return made
    } catch (error) {
      // Another tab was first: what it has sealed must stay readable.
      const theirs = await keptKey()
      if (theirs) return theirs
      throw error
    }
  })().catch((error) => {
    key = undefined
    throw error
  })
  return key
}

const keptKey = () => run<CryptoKey | undefined>('keys', 'readonly', (store) => store.get('own'))
const writing = inOrder()

interface Sealed {
  iv?: Uint8Array
  body: ArrayBuffer | string
}

/** Keeps a text sealed under the browser's own key; rejects when it cannot be kept. On plain http it lies open. */
export const writeSealed = (name: string, text: string): Promise<void> =>
  writing(async () => {
    const value = sealObstacle ? { body: text } : await seal(text)
    await run('sealed', 'readwrite', (store) => store.put(value, name))
  })

async function seal(text: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await ownKey(), new TextEncoder().encode(text))
  return { iv, body }
}

export async function readSealed(name: string): Promise<string | undefined> {
  const value = await run<Sealed | undefined>('sealed', 'readonly', (store) => store.get(name)).catch(() => undefined)
  if (!value) return undefined
  if (typeof value.body === 'string') return value.body
  try {
    const iv = value.iv as Uint8Array<ArrayBuffer>
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await ownKey(), value.body))
  } catch {
    return undefined
  }
}

export const forgetSealed = (name: string): Promise<void> =>
  writing(() => run('sealed', 'readwrite', (store) => store.delete(name))).then(
    () => {},
    () => {},
  )

/** The names that begin like this, in order. */
export async function sealedNames(prefix: string): Promise<string[]> {
  const names = await run<IDBValidKey[]>('sealed', 'readonly', (store) => store.getAllKeys()).catch(() => [])
  return names
    .map(String)
    .filter((name) => name.startsWith(prefix))
    .sort()
}
