import { listEntrances } from '@loumen/shared/community/api'
import { listHouseholds } from '@loumen/shared/roster/api'
import { Button, Input, Select } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useAddress } from '../ui/address'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { ExportDialog } from './export-dialog'
import { HouseholdTable } from './household-table'
import { RosterTabs } from './roster-tabs'
import { SearchBox } from './search-box'

/** The roster, household by household; names only on the household's own page. */
export default function RosterPage() {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const [address, setAddress] = useAddress()
  const { entrance, door, page = '1' } = address
  const places = useRead(listEntrances, { communityId })
  const read = useRead(listHouseholds, { communityId, entranceId: entrance, door, page }, { keep: true })
  const entrances = useMemo(() => places.data?.entrances ?? [], [places.data])
  const importLink = may('roster.import') && (
    <Link to={communityPath(communityId, 'roster/import')}>
      <Button type={entrances.length ? 'default' : 'primary'}>{t('roster.import')}</Button>
    </Link>
  )
  if (places.data && entrances.length === 0) {
    return (
      <Page title={t('menu.roster')}>
        <EmptyState title={t('roster.none')} text={t('roster.noneText')}>
          {importLink}
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title={t('menu.roster')}
      aside={
        <div className="row">
          <ExportDialog />
          {importLink}
        </div>
      }
    >
      <RosterTabs />
      <SearchBox />
      <div className="filters">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('filter.entrance')}
          aria-label={t('filter.entrance')}
          value={entrance}
          options={entrances.map(({ id, label }) => ({ value: id, label }))}
          onChange={(value) => setAddress({ entrance: value, page: undefined })}
        />
        <Input.Search
          allowClear
          placeholder={t('filter.door')}
          aria-label={t('filter.door')}
          defaultValue={door}
          maxLength={20}
          onSearch={(value) => setAddress({ door: value.trim() || undefined, page: undefined })}
        />
      </div>
      <Reading read={read}>
        {({ households, total, pageSize }) => (
          <HouseholdTable
            households={households}
            entrances={entrances}
            total={total}
            pageSize={pageSize}
            page={Number(page)}
            onPage={(next) => setAddress({ page: String(next) })}
          />
        )}
      </Reading>
    </Page>
  )
}
