import { type ManagerOptions, WebSocket } from 'socket.io-client'
import { SocketOverTask } from './socket-task'

class TaskTransport extends WebSocket {
  override createSocket(uri: string, protocols?: string | string[]) {
    return new SocketOverTask(uri, protocols) as unknown as globalThis.WebSocket
  }

  override doWrite(_packet: unknown, data: string | ArrayBuffer | ArrayBufferView) {
    // A SocketTask takes no views.
    const whole = ArrayBuffer.isView(data)
      ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)
      : data
    ;(this as unknown as { ws: SocketOverTask }).ws.send(whole as string | ArrayBuffer)
  }
}

/** How WeChat carries the socket: socket.io's own transport over wx.connectSocket. */
export const socketTransport: Partial<ManagerOptions> = { transportImplementations: [TaskTransport] }
