import type { CoverageChange, CoverageWindow, Overview } from '@loumen/shared/coverage/schema'

/**
 * The overview after a change. The same one when the change is older; undefined when something between was missed and
 * the whole must be read again. Entrances that did not change stay the same objects, so that only windows that changed are drawn.
 */
export function applyChange(overview: Overview, change: CoverageChange): Overview | undefined {
  if (change.roundId !== overview.roundId || change.rev <= overview.rev) return overview
  if (change.from !== overview.rev) return undefined
  const windows = new Map(change.windows.map((window) => [window.householdId, window]))
  const entrances = new Map(change.entrances.map((entrance) => [entrance.entranceId, entrance]))
  return {
    roundId: overview.roundId,
    rev: change.rev,
    at: change.at,
    figures: change.figures,
    lastHour: change.lastHour,
    tableRate: change.tableRate,
    tables: change.tables,
    alarms: change.alarms,
    entrances: overview.entrances.map((entrance) => {
      const next = entrances.get(entrance.entranceId)
      const redrawn = redraw(entrance.windows, windows)
      return next || redrawn !== entrance.windows ? { ...entrance, ...next, windows: redrawn } : entrance
    }),
  }
}

function redraw(shown: CoverageWindow[], changed: ReadonlyMap<string, CoverageWindow>): CoverageWindow[] {
  if (!shown.some((window) => changed.has(window.householdId))) return shown
  return shown.map((window) => changed.get(window.householdId) ?? window)
}
