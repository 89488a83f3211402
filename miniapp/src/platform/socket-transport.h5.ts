import type { ManagerOptions } from 'socket.io-client'

/** How the browser carries the socket: WebSocket only, as the server wants it. */
export const socketTransport: Partial<ManagerOptions> = { transports: ['websocket'] }
