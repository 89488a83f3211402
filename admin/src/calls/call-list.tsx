import { listCalls } from '@loumen/shared/calls/api'
import type { BoardUnit } from '@loumen/shared/calls/schema'
import { listEntrances } from '@loumen/shared/community/api'
import type { Round, Site } from '@loumen/shared/rounds/schema'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { Reading } from '../ui/reading'
import { CallRow } from './call-row'

/** The entrances of the round in call order, each with its live call and the next steps. */
export function CallList({ round, site, units }: { round: Round; site: Site; units: readonly BoardUnit[] }) {
  const calls = useRead(listCalls, { roundId: round.id })
  const communityId = useCommunityId()
  const places = useRead(listEntrances, { communityId }, { every: 60_000 })
  const grids = new Map(places.data?.entrances.map(({ id, gridId }) => [id, gridId]))
  return (
    <Reading read={calls}>
      {(live) => (
        <ol className="calls" data-testid="calls">
          {units.map((unit) => (
            <CallRow
              key={unit.entranceId}
              unit={unit}
              site={site}
              path={[communityId, site.id, unit.entranceId, grids.get(unit.entranceId) ?? '']}
              siteName={round.sites.find(({ id }) => id === unit.siteId)?.name}
              call={live.calls.find(
                ({ entranceId, state }) =>
                  entranceId === unit.entranceId && (state === 'granted' || state === 'called'),
              )}
            />
          ))}
        </ol>
      )}
    </Reading>
  )
}
