import { markArrived, releaseMustered } from '@loumen/shared/muster/api'
import type { MusterEntry } from '@loumen/shared/muster/schema'
import { App, Button } from 'antd'
import { Fragment } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { Figure } from '../ui/figure'
import { useWords } from '../ui/language'
import { useTimeNear } from '../ui/time'

interface Props {
  people: readonly MusterEntry[]
  now: string
}

/** How many have come, who is overdue, and everybody unit by unit. */
export function Board({ people, now }: Props) {
  const { t } = useWords()
  const time = useTimeNear(now)
  const count = (fits: (one: MusterEntry) => boolean) => people.filter(fits).length
  const late = people.filter((one) => one.late)
  const first = people.map(({ calledAt }) => calledAt).sort()[0]
  const units = new Map<string, MusterEntry[]>()
  for (const one of people) units.set(one.unit, [...(units.get(one.unit) ?? []), one])
  return (
    <>
      {late.length > 0 && (
        <ul className="alarms" role="alert" data-testid="muster-late">
          {late.map(({ id, name, unit, dueAt }) => (
            <li key={id} className="alarm alarm-urgent">
              {t('muster.lateAlert', { name, unit: unit || t('muster.noUnit'), time: time(dueAt) })}
            </li>
          ))}
        </ul>
      )}
      <dl className="figures" data-testid="muster-figures">
        <Figure
          id="muster-expected"
          label={t('muster.expected')}
          value={count(({ state }) => state === 'expected')}
          note={first && ` ${t('muster.first')} ${time(first)}`}
        />
        <Figure id="muster-arrived" label={t('muster.arrived')} value={count(({ state }) => state === 'arrived')} />
        <Figure id="muster-at-post" label={t('muster.atPost')} value={count(({ post }) => !!post)} />
        <Figure id="muster-released" label={t('muster.released')} value={count(({ state }) => state === 'released')} />
        <Figure id="muster-overdue" label={t('muster.late')} value={late.length} />
      </dl>
      <section className="panel" data-testid="muster-board">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('muster.name')}</th>
              <th>{t('muster.phone')}</th>
              <th>{t('muster.roles')}</th>
              <th>{t('muster.where')}</th>
              <th>{t('muster.state')}</th>
              <th>{t('muster.until')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {[...units].map(([unit, own]) => (
              <Fragment key={unit}>
                <tr>
                  <th colSpan={7} scope="colgroup">
                    {unit || t('muster.noUnit')} · {own.filter(({ state }) => state !== 'expected').length}/{own.length}
                  </th>
                </tr>
                {own.map((one) => (
                  <Row key={one.id} one={one} now={now} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Row({ one, now }: { one: MusterEntry; now: string }) {
  const { t, d } = useWords()
  const { modal } = App.useApp()
  const time = useTimeNear(now)
  const mark = useWrite(markArrived)
  const release = useWrite(releaseMustered)
  const { id: musterId, name, phone, roles, site, state, post, dueAt, arrivedAt, releasedAt, until } = one
  const said = {
    expected: t('muster.dueBy', { time: time(dueAt) }),
    arrived: [arrivedAt && t('muster.cameAt', { time: time(arrivedAt) }), post && t('muster.at', { post })]
      .filter(Boolean)
      .join(' · '),
    released: releasedAt ? t('muster.leftAt', { time: time(releasedAt) }) : '',
  }
  const letGo = () =>
    modal.confirm({
      title: t('muster.releaseSure', { name }),
      okText: t('muster.release'),
      cancelText: t('cancel'),
      onOk: () => void release.run({ musterId }),
    })
  return (
    <tr data-testid="muster-row" data-state={state}>
      <td>{name}</td>
      <td>{phone}</td>
      <td>{roles.map((role) => d('role', role)).join('、')}</td>
      <td>{site}</td>
      <td>
        {t(`muster.${state}`)} <span className="quiet">{said[state]}</span>
        <ErrorPanel error={mark.error ?? release.error} onRetry={mark.error ? mark.again : release.again} />
      </td>
      <td>{time(until)}</td>
      <td className="number">
        <div className="row">
          {state === 'expected' && (
            <Button
              size="small"
              loading={mark.running}
              aria-label={`${t('muster.markArrived')} ${name}`}
              onClick={() => void mark.run({ musterId })}
            >
              {t('muster.markArrived')}
            </Button>
          )}
          {state !== 'released' && (
            <Button
              size="small"
              loading={release.running}
              aria-label={`${t('muster.release')} ${name}`}
              onClick={letGo}
            >
              {t('muster.release')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  )
}
