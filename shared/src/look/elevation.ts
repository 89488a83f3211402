/**
 * The state of a household's window in an elevation. Fill and mark carry the meaning, colour only helps:
 * waiting dark, called outlined, half partly lit, lit all sampled, curtain excused, bell needs help, frozen hatched.
 */
export type WindowState = 'waiting' | 'called' | 'half' | 'lit' | 'curtain' | 'bell' | 'frozen'

export const windowStates: readonly WindowState[] = ['waiting', 'called', 'half', 'lit', 'curtain', 'bell', 'frozen']

/** How a window is drawn: glass, frame, and the mark on it. */
export interface WindowLook {
  glass: string
  frame: string
  mark: 'none' | 'half' | 'curtain' | 'bell' | 'hatch'
}

export const windowLooks: Record<WindowState, WindowLook> = {
  waiting: { glass: '#334155', frame: '#334155', mark: 'none' },
  called: { glass: '#FFFFFF', frame: '#1F2A37', mark: 'none' },
  half: { glass: '#334155', frame: '#1F2A37', mark: 'half' },
  lit: { glass: '#FFD166', frame: '#B7791F', mark: 'none' },
  curtain: { glass: '#E2E8F0', frame: '#64748B', mark: 'curtain' },
  bell: { glass: '#FFFFFF', frame: '#B91C1C', mark: 'bell' },
  frozen: { glass: '#FFFFFF', frame: '#1F2A37', mark: 'hatch' },
}

/** What a household shows, from how many of its people are expected, sampled and excused. */
export function windowState(h: {
  expected: number
  sampled: number
  excused: number
  called: boolean
  needsHelp: boolean
  frozen: boolean
}): WindowState {
  if (h.frozen) return 'frozen'
  if (h.expected > 0 && h.sampled + h.excused >= h.expected) return h.sampled > 0 ? 'lit' : 'curtain'
  if (h.needsHelp) return 'bell'
  if (h.sampled > 0) return 'half'
  return h.called ? 'called' : h.expected === 0 ? 'curtain' : 'waiting'
}

export interface ElevationWindow {
  householdId: string
  door: string
  floor: number
  state: WindowState
}

export interface ElevationFloor<W extends ElevationWindow = ElevationWindow> {
  floor: number
  windows: W[]
}

/** How many windows stand beside each other where there are no floors: about twice as many as rows. */
const rowOf = (windows: number) => Math.min(14, Math.max(4, Math.ceil(Math.sqrt(windows * 2))))

/**
 * Stacks windows into floors, the highest first; doors stay in their order along the landing. Those of a place without floors
 * (floor 0: a village, a workshop) stand in rows.
 */
export function stackFloors<W extends ElevationWindow>(windows: readonly W[]): ElevationFloor<W>[] {
  const floors = new Map<number, W[]>()
  for (const window of windows) floors.set(window.floor, [...(floors.get(window.floor) ?? []), window])
  return [...floors]
    .sort(([a], [b]) => b - a)
    .map(([floor, row]) => ({ floor, windows: row.sort((a, b) => compareDoors(a.door, b.door)) }))
    .flatMap(({ floor, windows: row }) => {
      const width = floor === 0 ? rowOf(row.length) : row.length
      return Array.from({ length: Math.ceil(row.length / width) }, (_, i) => ({
        floor,
        windows: row.slice(i * width, (i + 1) * width),
      }))
    })
}

/** Orders doors, buildings and entrances as people do: 2 before 10. */
export function compareDoors(a: string, b: string): number {
  const pieces = (text: string) => text.match(/\d+|\D+/g) ?? []
  const left = pieces(a)
  const right = pieces(b)
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i] ?? ''
    const y = right[i] ?? ''
    const difference = Number(x) - Number(y)
    if (difference) return difference
    if (Number.isNaN(difference) && x !== y) return x < y ? -1 : 1
  }
  return 0
}
