import { listEntrances } from '@loumen/shared/community/api'
import { readRound } from '@loumen/shared/rounds/api'
import { Link, useParams } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { ClosingPanel } from '../coverage/closing-panel'
import { useRead } from '../remote/use-read'
import { ColourChip } from '../ui/colour-chip'
import { Figure } from '../ui/figure'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { QrCode } from '../ui/qr-code'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { CloneButton } from './clone-button'
import { SiteCard } from './site-card'

/** A round's plan: its sites with their displays, the residents' way in, and the call order. */
export default function RoundPage() {
  const { t, d } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const { roundId = '' } = useParams()
  const read = useRead(readRound, { roundId })
  const places = useRead(listEntrances, { communityId })
  const residents = `${location.origin}/?c=${communityId}`
  return (
    <Reading read={read}>
      {(round) => (
        <Page
          title={`${round.name} · ${d('round', round.state)}`}
          note={t('round.openedNote', { time: time(round.openedAt) })}
          aside={<Link to={communityPath(communityId, `?round=${round.id}`)}>{t('round.toOverview')}</Link>}
        >
          <dl className="figures">
            <Figure label={t('figures.expected')} value={round.expected} id="round-expected" />
            <Figure label={t('round.poolSize')} value={t('round.pool', { size: round.policy.poolSize })} />
            <Figure label={t('round.entrances')} value={round.entranceIds.length} />
          </dl>
          <div className="two-columns">
            <div>
              {round.sites.map((site) => (
                <SiteCard key={site.id} site={site} roundId={round.id} />
              ))}
              <ClosingPanel round={round} />
              <CloneButton round={round} />
              <section className="panel invite">
                <div>
                  <h2>{t('round.residents')}</h2>
                  <p>{t('round.residentsText')}</p>
                  <a href={residents} target="_blank" rel="noreferrer" data-testid="residents-link">
                    {residents}
                  </a>
                </div>
                <QrCode text={residents} label={t('round.residents')} />
              </section>
            </div>
            <section className="panel">
              <h2>{t('round.order')}</h2>
              <Reading read={places}>
                {({ entrances }) => (
                  <ol className="order">
                    {round.entranceIds.map((id, place) => {
                      const entrance = entrances.find((one) => one.id === id)
                      return (
                        <li key={id}>
                          <span className="order-place">{place + 1}</span>
                          {entrance && <ColourChip colour={entrance.colour} label={entrance.label} />}
                        </li>
                      )
                    })}
                  </ol>
                )}
              </Reading>
            </section>
          </div>
        </Page>
      )}
    </Reading>
  )
}
