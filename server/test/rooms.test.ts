import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { apiBase } from '@loumen/shared/endpoint'
import { allEndpoints } from '@loumen/shared/endpoints'

const src = path.join(__dirname, '../src')
const domains = [
  'community',
  'accounts',
  'roster',
  'imports',
  'rounds',
  'tickets',
  'joining',
  'volunteers',
  'visits',
  'sweeps',
  'shifts',
  'muster',
  'calls',
  'tubes',
  'helping',
  'boxes',
  'operations',
  'results',
  'incidents',
  'certificates',
  'coverage',
]

const files = (readdirSync(src, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(path.join(src, name), 'utf8') }))

it('lets a domain use only what stands to its left', () => {
  const wrong = files.flatMap(({ name, text }) => {
    const own = domains.indexOf(name.split(path.sep)[0] ?? '')
    if (own < 0) return []
    const used = [...text.matchAll(/from '\.\.\/(\w+)\//g)].map(([, other]) => other ?? '')
    return used.filter((other) => domains.indexOf(other) > own).map((other) => `${name} uses ${other}`)
  })
  expect(wrong).toEqual([])
})

it('keeps the base below every domain', () => {
  const wrong = files
    .filter(({ name }) => name.startsWith('base'))
    .filter(({ text }) => domains.some((domain) => text.includes(`'../${domain}/`)))
  expect(wrong.map(({ name }) => name)).toEqual([])
})

it.each([
  ['process.env', ['config.ts']],
  ['Date.now()', ['clock.ts']],
  ['console.log', []],
  ['.emit(', ['realtime/publish.ts', 'realtime/connect.ts']],
])('has one room for %s', (text, allowed) => {
  const users = files.filter((file) => file.text.includes(text)).map(({ name }) => name.split(path.sep).join('/'))
  expect(users.filter((name) => !allowed.includes(name))).toEqual([])
})

it('answers every endpoint of the contract in exactly one place', () => {
  const routes = files
    .filter(({ name }) => name.endsWith('routes.ts'))
    .map(({ text }) => text)
    .join('\n')
  const mounted = (name: string) => [...routes.matchAll(new RegExp(`route\\(\\w+, (?:\\w+\\.)?${name},`, 'g'))].length
  expect(allEndpoints.filter(({ name }) => mounted(name) !== 1).map(({ name }) => name)).toEqual([])
  expect(new Set(allEndpoints.map(({ method, path: address }) => `${method} ${apiBase}${address}`)).size).toBe(
    allEndpoints.length,
  )
})
