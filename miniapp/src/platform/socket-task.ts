import type Taro from '@tarojs/taro'

declare const wx: {
  connectSocket(options: { url: string; protocols?: string[]; fail(error: unknown): void }): Taro.SocketTask | undefined
}

/** The part of the browser's WebSocket that engine.io uses, on top of WeChat's SocketTask. */
export class SocketOverTask {
  binaryType = 'arraybuffer'
  onopen: (() => void) | null = null
  onclose: ((event: unknown) => void) | null = null
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  private ended = false
  private readonly task: Taro.SocketTask | undefined

  // wx, not Taro: Taro hands out the task in a promise after `success`, when the socket may already be open.
  constructor(url: string, protocols?: string | string[]) {
    this.task = wx.connectSocket({
      url,
      protocols: protocols === undefined ? undefined : ([] as string[]).concat(protocols),
      fail: (error) => this.fail(error),
    })
    this.task?.onOpen(() => this.ended || this.onopen?.())
    this.task?.onMessage(({ data }) => this.ended || this.onmessage?.({ data: data as string | ArrayBuffer }))
    this.task?.onError((error) => this.fail(error))
    this.task?.onClose((event) => this.end(event))
  }

  send(data: string | ArrayBuffer) {
    this.task?.send({ data, fail: (error) => this.fail(error) })
  }

  close() {
    if (!this.ended) this.task?.close({})
    this.end({ code: 1000 })
  }

  private fail(error: unknown) {
    if (this.ended) return
    this.onerror?.(error)
    this.end(error)
  }

  private end(event: unknown) {
    if (this.ended) return
    this.ended = true
    this.onclose?.(event)
  }
}
