import { config } from 'zod'

// WeChat forbids `new Function`; zod reads this flag while an object schema is being built,
// so every schema file imports this module before zod itself.
config({ jitless: true })
