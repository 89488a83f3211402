import Taro from '@tarojs/taro'

export type ResidentPage =
  | 'home'
  | 'sign-in'
  | 'claim'
  | 'join'
  | 'volunteer'
  | 'registration'
  | 'ticket'
  | 'board'
  | 'results'
  | 'certificate'
  | 'check'
  | 'settings'
export type StaffPage =
  | 'sign-in'
  | 'home'
  | 'captain'
  | 'site'
  | 'desk'
  | 'sampler'
  | 'visits'
  | 'recall'
  | 'sweep'
  | 'boxes'
  | 'keeper'
  | 'mine'
  | 'neighbours'
  | 'records'
  | 'claims'
  | 'muster'

const address = (folder: string, page: string, values: Record<string, string | undefined>) => {
  const query = Object.entries(values)
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
  return `/${folder}/${page}/index${query.length ? `?${query.join('&')}` : ''}`
}

/** Opens a resident's page on top of this one. */
export const goTo = (page: ResidentPage, values: Record<string, string | undefined> = {}) =>
  void Taro.navigateTo({ url: address('pages', page, values) })

/** Opens a staff page on top of this one. */
export const goToStaff = (page: StaffPage, values: Record<string, string | undefined> = {}) =>
  void Taro.navigateTo({ url: address('staff', page, values) })

/** Starts over from a page: nothing to go back to. */
export const startOver = (page: ResidentPage) => void Taro.reLaunch({ url: address('pages', page, {}) })
export const startOverAsStaff = (page: StaffPage) => void Taro.reLaunch({ url: address('staff', page, {}) })

/** Goes back one page, or home where a page was opened by its address. */
export function goBack(home: () => void) {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else home()
}
