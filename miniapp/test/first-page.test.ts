import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const folder = path.join(__dirname, '../dist/h5')
const read = (file: string) => readFileSync(path.join(folder, file))
const page = read('index.html').toString()
const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '')
const files = ['js', 'css'].flatMap((kind) => readdirSync(path.join(folder, kind)).map((file) => `${kind}/${file}`))

/** The files that a route loads beside those of index.html, as the app's own route table names them. */
function chunksOf(route: string): string[] {
  const app = files.find((file) => /^js\/app\..*\.js$/.test(file)) ?? ''
  const [, loads = ''] = new RegExp(`"path":"${route}","load":(.*?)\\.then`).exec(read(app).toString()) ?? []
  const ids = [...loads.matchAll(/\.e\((\d+)\)/g)].map(([, id]) => id)
  return files.filter((file) => ids.some((id) => new RegExp(`^(js|css)/${id}\\.[^.]+\\.(js|css)$`).test(file)))
}

test('H5 asks nothing of other places and starts at the root', () => {
  expect(addresses.length).toBeGreaterThan(2)
  for (const address of addresses) expect(address).toMatch(/^(\/js\/|\/css\/|data:)/)
})

test('a resident’s first page is loaded with less than 250 KB', () => {
  const chunks = chunksOf('pages/home/index')
  expect(chunks.length).toBeGreaterThan(1)
  const first = [
    ...addresses.filter((address) => address.startsWith('/')).map((address) => address.slice(1)),
    ...chunks,
  ]
  const kilobytes = first.reduce((sum, file) => sum + gzipSync(read(file)).length, 0) / 1024
  console.info(`H5: ${first.length} files with ${kilobytes.toFixed(0)} KB compressed for the first page`)
  expect(kilobytes).toBeLessThan(250)
})
