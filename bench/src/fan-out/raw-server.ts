import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

// What the fan-out is measured against: one buffer, sent to every plain WebSocket.
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, backlog: 4096 })
server.on('listening', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', ({ broadcast }: { broadcast: string }) => {
  const frame = Buffer.from(broadcast)
  for (const client of server.clients) client.send(frame, { binary: false })
})
process.on('disconnect', () => process.exit(0))
