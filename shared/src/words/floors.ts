import type { Language } from './language'

/** Floors as people say them, without end of a list: 5、8–12 楼, floors 5, 8–12; nothing where there are none. */
export function floorsSaid(language: Language, floors: readonly number[]): string {
  const runs: [from: number, to: number][] = []
  for (const floor of [...new Set(floors)].sort((one, other) => one - other)) {
    const run = runs.at(-1)
    if (run && floor === run[1] + 1) run[1] = floor
    else runs.push([floor, floor])
  }
  if (!runs.length) return ''
  // Two in a row are no stretch yet.
  const said = runs.flatMap(([from, to]) => (to - from > 1 ? `${from}–${to}` : [...new Set([from, to])].map(String)))
  return language === 'zh' ? `${said.join('、')} 楼` : `${floors.length > 1 ? 'floors' : 'floor'} ${said.join(', ')}`
}
