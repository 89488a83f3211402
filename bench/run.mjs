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
    `${name ? `没有这项测量 · no such measurement: ${name}\n` : ''}pnpm --silent bench NAME [key=value | --key value | --flag …] [--json]`,
  )
  for (const each of names) console.error(`  ${each}`)
  process.exit(1)
}

const { run } = load(`./src/${name}.ts`, import.meta.url)
const figures = await run(readOptions(rest), (line) => console.error(line)).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
const width = Math.max(...Object.keys(figures).map((key) => key.length))
for (const [key, value] of Object.entries(figures))
  (json ? console.error : console.log)(`${key.padEnd(width)}  ${value}`)
if (json) console.log(JSON.stringify(figures))
process.exit(0)

/** key=value and --key value give a number where it is one, a text otherwise; --flag alone gives true. */
function readOptions(words) {
  const options = {}
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    const next = words[i + 1]
    if (!word.startsWith('--')) set(options, word)
    else if (word.includes('=')) set(options, word.slice(2))
    else if (next === undefined || next.startsWith('--')) options[word.slice(2)] = true
    else options[word.slice(2)] = numberOrText(words[++i])
  }
  return options
}

function set(options, pair) {
  const at = pair.indexOf('=')
  options[at < 0 ? pair : pair.slice(0, at)] = at < 0 ? true : numberOrText(pair.slice(at + 1))
}

function numberOrText(text) {
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
