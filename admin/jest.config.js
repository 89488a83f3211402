import { createRequire } from 'node:module'

const base = createRequire(import.meta.url)('../jest.base.js')

export default base({ rootDir: import.meta.dirname, displayName: 'admin' })
