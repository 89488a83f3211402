import { listBoxCodes } from '@loumen/shared/boxes/api'
import { rooms } from '@loumen/shared/events'
import type { Round, Site } from '@loumen/shared/rounds/schema'
import { listChecks } from '@loumen/shared/tubes/api'
import { Select } from 'antd'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { Checks } from './checks'
import { CodesToLookAt } from './codes-to-look-at'
import { Ranges } from './ranges'

/** The site keeper's page: ranges of tube and box codes, codes that went wrong, and counts at a change of shift. */
export default function CodesPage() {
  const { t } = useWords()
  return (
    <RoundPageFrame title={t('codes.title')} note={t('codes.note')}>
      {(round) => <OfRound key={round.id} round={round} />}
    </RoundPageFrame>
  )
}

function OfRound({ round }: { round: Round }) {
  const { t } = useWords()
  const [address, setAddress] = useAddress()
  const site = round.sites.find(({ id }) => id === address.site) ?? round.sites[0]
  if (!site) return <EmptyState title={t('codes.noSites')} text={t('codes.noSitesText')} />
  return (
    <>
      {round.sites.length > 1 && (
        <div className="filters">
          <Select
            aria-label={t('codes.site')}
            value={site.id}
            options={round.sites.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => setAddress({ site: id })}
            popupMatchSelectWidth={false}
          />
        </div>
      )}
      <OfSite key={site.id} site={site} />
    </>
  )
}

function OfSite({ site }: { site: Site }) {
  useRooms([rooms.site(site.id)])
  const tubes = useRead(listChecks, { siteId: site.id })
  const boxes = useRead(listBoxCodes, { siteId: site.id })
  return (
    <div className="stack site-codes">
      <Reading read={tubes}>
        {(codes) => (
          <Reading read={boxes}>
            {(boxCodes) => (
              <>
                <Ranges site={site} codes={codes} boxes={boxCodes} />
                <CodesToLookAt site={site} codes={codes} boxes={boxCodes} />
                <Checks site={site} checks={codes.checks} />
              </>
            )}
          </Reading>
        )}
      </Reading>
    </div>
  )
}
