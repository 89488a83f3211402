import type { Context } from 'koa'

/** The console's cookie; the `__Host-` prefix needs https. */
export const cookieName = (secure: boolean) => (secure ? '__Host-loumen' : 'loumen')

export function setCookie(ctx: Context, token: string | null, maxAge: number) {
  ctx.cookies.set(cookieName(ctx.secure), token, {
    httpOnly: true,
    secure: ctx.secure,
    sameSite: 'strict',
    path: '/',
    maxAge: token ? maxAge : undefined,
    overwrite: true,
  })
}
