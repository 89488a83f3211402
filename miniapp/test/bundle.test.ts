import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'acorn'
import { wxmlToJs, wxssToJs } from 'miniprogram-compiler'

const folder = path.join(__dirname, '../dist/weapp')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  statSync(path.join(folder, file)).isFile(),
)
const size = (chosen: string[]) => chosen.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0)
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8')
const app: { pages: string[]; subPackages: { root: string; pages: string[] }[]; lazyCodeLoading: string } = JSON.parse(
  read('app.json'),
)
const pages = [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]
const megabyte = 1024 * 1024

test('every page of the app is there as code, settings and template', () => {
  for (const page of pages)
    for (const kind of ['js', 'json', 'wxml'])
      expect([page, kind, existsSync(path.join(folder, `${page}.${kind}`))]).toEqual([page, kind, true])
})

test('residents are in the main package, staff in a sub-package, and code loads lazily', () => {
  expect(app.pages[0]).toBe('pages/home/index')
  expect(app.pages.some((page) => page.startsWith('staff/'))).toBe(false)
  expect(app.subPackages.map(({ root }) => root)).toEqual(['staff'])
  expect(app.lazyCodeLoading).toBe('requiredComponents')
})

test('every script is ES5, so that the oldest phones read it', () => {
  const scripts = files.filter((file) => file.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(pages.length)
  for (const script of scripts) expect(() => parse(read(script), { ecmaVersion: 5 })).not.toThrow()
})

test('WeChat’s own compiler takes every template and style', () => {
  expect(wxmlToJs(folder)).toContain('pages/home/index')
  expect(wxssToJs(folder)).toBeTruthy()
})

test('the main package stays under 1 MB and everything under 4 MB', () => {
  const main = size(files.filter((file) => !file.startsWith(`staff${path.sep}`) && !file.startsWith('.')))
  const all = size(files)
  console.info(`weapp: main package ${(main / 1024).toFixed(0)} KB, all packages ${(all / 1024).toFixed(0)} KB`)
  expect(main).toBeLessThan(megabyte)
  expect(all).toBeLessThan(4 * megabyte)
})
