import { compareRounds } from '@loumen/shared/coverage/api'
import type { RoundReview } from '@loumen/shared/coverage/schema'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { clockTime, useTime } from '../ui/time'
import { better } from './review-order'

/** The rounds beside each other, for the review that every unit holds afterwards. */
export default function ReviewPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(compareRounds, { communityId })
  return (
    <Page
      title={t('menu.review')}
      note={t('review.note')}
      aside={<Button onClick={() => window.print()}>{t('review.print')}</Button>}
    >
      <Reading read={read}>
        {({ rounds }) =>
          rounds.length ? (
            <Rounds rounds={rounds} />
          ) : (
            <EmptyState title={t('review.none')} text={t('review.noneText')} />
          )
        }
      </Reading>
    </Page>
  )
}

interface Line {
  label: string
  value: (round: RoundReview) => ReactNode
  /** What is compared with the round before; smaller or greater is better. */
  measure?: (round: RoundReview) => number | undefined
  wants?: 'less' | 'more'
}

function Rounds({ rounds }: { rounds: RoundReview[] }) {
  const { t, d } = useWords()
  const time = useTime()
  const minutes = (spread: RoundReview['wait']) => (spread ? t('review.minutes', spread) : '—')
  const coverage = ({ figures: { expected, sampled, excused } }: RoundReview) =>
    expected ? ((sampled + excused) / expected) * 100 : 0
  const lines: Line[] = [
    { label: t('figures.expected'), value: ({ figures }) => figures.expected },
    { label: t('figures.sampled'), value: ({ figures }) => figures.sampled },
    { label: t('review.atDoors'), value: ({ sampledAtDoors }) => sampledAtDoors },
    { label: t('figures.excused'), value: ({ figures }) => figures.excused },
    {
      label: t('figures.missing'),
      value: ({ figures }) => figures.missing,
      measure: ({ figures }) => figures.missing,
      wants: 'less',
    },
    {
      label: t('review.coverage'),
      value: (round) => `${coverage(round).toFixed(1)} %`,
      measure: coverage,
      wants: 'more',
    },
    {
      label: t('review.wait'),
      value: ({ wait }) => minutes(wait),
      measure: ({ wait }) => wait?.middle,
      wants: 'less',
    },
    {
      label: t('review.doorToDone'),
      value: ({ doorToDone }) => minutes(doorToDone),
      measure: ({ doorToDone }) => doorToDone?.middle,
      wants: 'less',
    },
    {
      label: t('review.bestHour'),
      value: ({ bestHour }) => bestHour,
      measure: ({ bestHour }) => bestHour,
      wants: 'more',
    },
    {
      label: t('review.tableRate'),
      value: ({ tableRate }) => tableRate,
      measure: ({ tableRate }) => tableRate,
      wants: 'more',
    },
    { label: t('review.tables'), value: ({ tables }) => tables },
    {
      label: t('review.span'),
      value: ({ firstSample, lastSample }) =>
        firstSample && lastSample ? `${clockTime(firstSample)}–${clockTime(lastSample)}` : '—',
    },
    { label: t('review.visits'), value: ({ visits }) => `${visits.done} / ${visits.failed}` },
    {
      label: t('review.refusals'),
      value: ({ refusals }) => refusals,
      measure: ({ refusals }) => refusals,
      wants: 'less',
    },
    {
      label: t('review.excuses'),
      value: ({ excuses }) =>
        Object.entries(excuses)
          .map(([reason, count]) => `${d('excuse', reason)} ${count}`)
          .join('、') || '—',
    },
    {
      label: t('review.then'),
      value: ({ closing }) => (closing ? `${closing.sampled} / ${closing.excused} / ${closing.missing}` : '—'),
    },
    {
      label: t('review.late'),
      value: ({ late }) =>
        late ? (late.records || late.people ? t('review.lateSome', { ...late }) : t('review.lateNone')) : '—',
    },
    {
      label: t('review.closing'),
      value: ({ closing }) =>
        closing
          ? closing.reason
            ? t('review.closedBy', { ...closing })
            : t('review.closedWhole', { ...closing })
          : '—',
    },
  ]
  return (
    <div className="panel review">
      <table data-testid="review">
        <thead>
          <tr>
            <td />
            {rounds.map((round) => (
              <th key={round.roundId} scope="col">
                {round.round}
                <small className="quiet">
                  {d('round', round.state)} · {time(round.openedAt)}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, value, measure, wants }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {rounds.map((round, at) => {
                const change =
                  measure && better(measure(round), rounds[at + 1] && measure(rounds[at + 1] as RoundReview), wants)
                return (
                  <td key={round.roundId}>
                    {value(round)}
                    {change && <span title={t(`review.${change}`)}>{change === 'better' ? ' ↑' : ' ↓'}</span>}
                    {change && <span className="unseen">{t(`review.${change}`)}</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
