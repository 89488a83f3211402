import { existsSync } from 'node:fs'
import path from 'node:path'
import { send } from '@koa/send'
import type { Context, Middleware } from 'koa'

const year = 365 * 86_400_000

/** Where the built screens are, seen from the built server. */
const built = (folder: string) => path.resolve(__dirname, '../..', folder)
const miniapp = () => built('miniapp/dist/h5')
const admin = () => built('admin/dist')

/** Serves the built screens: residents at `/`, the console at `/admin/`, displays at `/screen/`. */
export const statics: Middleware = async (ctx, next) => {
  if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || ctx.path.startsWith('/api/')) return next()
  if (ctx.path === '/admin') return ctx.redirect('/admin/')
  if (ctx.path.startsWith('/screen/')) return file(ctx, admin(), 'screen.html')
  if (ctx.path.startsWith('/admin/')) {
    const wanted = ctx.path.slice('/admin/'.length)
    return (await file(ctx, admin(), wanted)) || (path.extname(wanted) ? next() : file(ctx, admin(), 'index.html'))
  }
  return (await file(ctx, miniapp(), ctx.path === '/' ? 'index.html' : ctx.path.slice(1))) || next()
}

/** Sends one file of a folder; false when there is none. Hashed assets are kept for a year, pages are asked for anew. */
async function file(ctx: Context, root: string, name: string): Promise<boolean> {
  const full = path.join(root, name)
  if (!name || !full.startsWith(root + path.sep) || !existsSync(full) || !path.extname(name)) return false
  const lasting = /[.-][\w-]{8,}\.(js|css|woff2?)$/.test(name)
  await send(ctx as never, name, { root, maxAge: lasting ? year : 0, immutable: lasting })
  ctx.vary('Accept-Encoding')
  if (!lasting) ctx.set('cache-control', 'no-cache')
  return true
}
