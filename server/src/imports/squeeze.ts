import { gunzipSync, gzipSync } from 'node:zlib'

/** A value as compressed JSON. */
export const squeeze = (value: unknown): Buffer => gzipSync(JSON.stringify(value), { level: 1 })

export const unsqueeze = (bytes: Uint8Array) => JSON.parse(gunzipSync(bytes).toString('utf8'))
