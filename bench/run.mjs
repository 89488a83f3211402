import { readdirSync } from 'node:fs'
import { require as load } from 'tsx/cjs/api'

const sources = new URL('src/', import.meta.url)
const names = readdirSync(sources)
  .filter((file) => /^[\w-]+\.ts$/.test(file))
  .map((file) => file.replace('.ts', ''))

const [name, ...rest] = process.argv.slice(2).filter((argument) => argument !== '--json' && argument !== '--')
const json = process.argv.includes('--json')

if (!names.includes(name)) {
  console.error(
    `${name ? `没有这项测量 · no such measurement: ${name}\n` : ''}pnpm --silent bench NAME [key=value …] [--json]`,
  )
  for (const each of names) console.error(`  ${each}`)
  process.exit(1)
}

const { run } = load(`./src/${name}.ts`, import.meta.url)
const options = Object.fromEntries(rest.map((pair) => pair.split('=')).map(([key, value]) => [key, Number(value)]))
const figures = await run(options, (line) => console.error(line))
const width = Math.max(...Object.keys(figures).map((key) => key.length))
for (const [key, value] of Object.entries(figures))
  (json ? console.error : console.log)(`${key.padEnd(width)}  ${value}`)
if (json) console.log(JSON.stringify(figures))
process.exit(0)
