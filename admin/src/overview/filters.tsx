import { listEntrances } from '@loumen/shared/community/api'
import type { CoverageEntrance } from '@loumen/shared/coverage/schema'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'
import { groupBuildings } from './buildings'

/** Narrows the street to a grid or a building; kept in the address. */
export function Filters({ entrances }: { entrances: readonly CoverageEntrance[] }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [address, setAddress] = useAddress()
  const { data } = useRead(listEntrances, { communityId }, { every: 60_000 })
  const buildings = useMemo(() => groupBuildings(entrances), [entrances])
  return (
    <div className="filters">
      {!!data?.grids.length && (
        <Select
          allowClear
          placeholder={t('filter.grid')}
          aria-label={t('filter.grid')}
          value={address.grid}
          options={data.grids.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(grid) => setAddress({ grid })}
        />
      )}
      <Select
        allowClear
        placeholder={t('filter.building')}
        aria-label={t('filter.building')}
        value={address.building}
        options={buildings.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(building) => setAddress({ building })}
      />
    </div>
  )
}

/** The entrances that the address asks for. */
export function filtered(entrances: readonly CoverageEntrance[], grid?: string, building?: string) {
  return entrances.filter(
    (entrance) =>
      (!grid || entrance.gridId === grid) && (!building || `${entrance.estate} ${entrance.building}` === building),
  )
}
