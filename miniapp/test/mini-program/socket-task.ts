import WebSocket from 'ws'

interface ConnectOptions {
  url: string
  protocols?: string[]
}
interface SendOptions {
  data: unknown
  fail?: (error: unknown) => void
}
interface Network {
  network: boolean
  hangUps: Set<() => void>
}
type Tell = (event: never) => void

/** wx.connectSocket over a real socket, with WeChat's SocketTask and its rule that only text and buffers are sent. */
export const connectSocketTo =
  (address: (url: string) => string, intoRealm: (bytes: Uint8Array) => ArrayBuffer, phone: Network) =>
  ({ url, protocols }: ConnectOptions) => {
    const listeners: Record<'open' | 'message' | 'close' | 'error', Tell[]> = {
      open: [],
      message: [],
      close: [],
      error: [],
    }
    const tell = (kind: keyof typeof listeners, event: unknown) => {
      for (const listener of listeners[kind]) listener(event as never)
    }
    // Nothing listens at the discard port: what a phone without a network sees.
    const socket = new WebSocket(phone.network ? address(url) : 'ws://127.0.0.1:9', protocols)
    const hangUp = () => socket.terminate()
    phone.hangUps.add(hangUp)
    socket.on('close', () => phone.hangUps.delete(hangUp))
    socket.on('open', () => tell('open', { header: {} }))
    socket.on('message', (data: Buffer, binary: boolean) =>
      tell('message', { data: binary ? intoRealm(new Uint8Array(data)) : data.toString() }),
    )
    socket.on('error', ({ message }) => tell('error', { errMsg: message }))
    socket.on('close', (code, reason) => tell('close', { code, reason: String(reason) }))
    return {
      onOpen: (listener: Tell) => listeners.open.push(listener),
      onMessage: (listener: Tell) => listeners.message.push(listener),
      onClose: (listener: Tell) => listeners.close.push(listener),
      onError: (listener: Tell) => listeners.error.push(listener),
      send: (options: SendOptions) => {
        if (typeof options.data !== 'string')
          return options.fail?.({ errMsg: 'sendSocketMessage:fail parameter error' })
        socket.send(options.data)
      },
      close: () => {
        if (socket.readyState <= WebSocket.OPEN) socket.close()
      },
    }
  }
