import '../scripts/node-version.mjs'
import { require as load } from 'tsx/cjs/api'

const { playDemo } = load('./src/demo-day/play.ts', import.meta.url)
await playDemo((line) => console.log(line)).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
process.exit(0)
