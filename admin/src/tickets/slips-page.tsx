import { listEntrances } from '@loumen/shared/community/api'
import type { Entrance } from '@loumen/shared/community/schema'
import type { Round } from '@loumen/shared/rounds/schema'
import { Segmented, Select } from 'antd'
import { useRead } from '../remote/use-read'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { BlankSlips } from './blank-slips'
import { HelpedSlips } from './helped-slips'
import { PeopleSlips } from './people-slips'
import './slips.css'

/** Slips on paper: one for each person behind an entrance, or blank ones. */
export default function SlipsPage() {
  const { t } = useWords()
  return (
    <RoundPageFrame title={t('menu.slips')} note={t('slips.note')}>
      {(round) => <Chosen key={round.id} round={round} />}
    </RoundPageFrame>
  )
}

function Chosen({ round }: { round: Round }) {
  const [communityId = ''] = round.communityIds
  const places = useRead(listEntrances, { communityId }, { every: 60_000 })
  return (
    <Reading read={places}>
      {({ entrances }) => (
        <Sheets
          round={round}
          entrances={round.entranceIds.flatMap((id) => entrances.find((entrance) => entrance.id === id) ?? [])}
        />
      )}
    </Reading>
  )
}

function Sheets({ round, entrances }: { round: Round; entrances: readonly Entrance[] }) {
  const { t } = useWords()
  const [address, setAddress] = useAddress()
  const chosen = (address.entrances ?? entrances[0]?.id ?? '').split(' ').filter(Boolean)
  const kind = address.kind === 'blank' || address.kind === 'helped' ? address.kind : 'people'
  const blank = kind === 'blank'
  return (
    <>
      <div className="panel slip-choice">
        <Segmented
          aria-label={t('slips.kind')}
          value={kind}
          options={[
            { value: 'people', label: t('slips.people') },
            { value: 'blank', label: t('slips.blank') },
            { value: 'helped', label: t('helped.kind') },
          ]}
          onChange={(wanted) => setAddress({ kind: wanted === 'people' ? undefined : wanted })}
        />
        {kind !== 'helped' && (
          <Select
            mode={blank ? undefined : 'multiple'}
            aria-label={t('slips.entrances')}
            className="slip-entrances"
            value={blank ? chosen[0] : (chosen as never)}
            options={entrances.map(({ id, label }) => ({ value: id, label }))}
            optionFilterProp="label"
            showSearch
            onChange={(ids: string | string[]) => setAddress({ entrances: [ids].flat().join(' ') })}
          />
        )}
      </div>
      {kind === 'helped' ? (
        <HelpedSlips roundId={round.id} />
      ) : blank ? (
        <BlankSlips key={chosen[0]} roundId={round.id} entranceId={chosen[0] ?? ''} />
      ) : (
        <PeopleSlips key={chosen.join()} roundId={round.id} entranceIds={chosen} />
      )}
    </>
  )
}
