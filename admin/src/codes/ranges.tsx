import { setBoxRange } from '@loumen/shared/boxes/api'
import type { BoxCodes } from '@loumen/shared/boxes/schema'
import type { Output } from '@loumen/shared/endpoint'
import { Barcode } from '@loumen/shared/fields'
import type { Site } from '@loumen/shared/rounds/schema'
import { type listChecks, setTubeRange } from '@loumen/shared/tubes/api'
import type { CodeRange } from '@loumen/shared/tubes/schema'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

export type SiteCodes = Output<typeof listChecks>

/** The codes that each table and the site's boxes were given, and how much of them is used. */
export function Ranges({ site, codes, boxes }: { site: Site; codes: SiteCodes; boxes: BoxCodes }) {
  const { t } = useWords()
  const tube = useWrite(setTubeRange)
  const box = useWrite(setBoxRange)
  return (
    <section className="panel" aria-label={t('codes.ranges')}>
      <h2>{t('codes.ranges')}</h2>
      <ErrorPanel error={tube.error ?? box.error} onRetry={tube.error ? tube.again : box.again} />
      <div className="scrolls">
        <table className="plain-table" data-testid="ranges">
          <thead>
            <tr>
              <th>{t('codes.whose')}</th>
              <th>{t('codes.range')}</th>
              <th className="number">{t('codes.used')}</th>
              <th>{t('codes.last')}</th>
              <th className="number">{t('codes.left')}</th>
            </tr>
          </thead>
          <tbody>
            {site.tables.map(({ id, number }) => {
              const range = codes.ranges.find(({ tableId }) => tableId === id)?.range ?? null
              return (
                <RangeRow
                  key={`${id} ${range?.from} ${range?.to}`}
                  whose={t('codes.table', { number })}
                  range={range}
                  use={codes.uses.find(({ tableId }) => tableId === id) ?? null}
                  busy={tube.running}
                  onGive={(given) => void tube.run({ tableId: id, range: given })}
                />
              )
            })}
            <RangeRow
              key={`boxes ${boxes.range?.from} ${boxes.range?.to}`}
              whose={t('codes.box')}
              range={boxes.range}
              use={boxes.use}
              busy={box.running}
              onGive={(given) => void box.run({ siteId: site.id, range: given })}
            />
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface RowProps {
  whose: string
  range: CodeRange | null
  use: BoxCodes['use']
  busy: boolean
  onGive: (range: CodeRange | null) => void
}

function RangeRow({ whose, range, use, busy, onGive }: RowProps) {
  const { t } = useWords()
  const { may } = useSession()
  const [from, setFrom] = useState(range?.from ?? '')
  const [to, setTo] = useState(range?.to ?? '')
  const [wrong, setWrong] = useState(false)
  const give = () => {
    const [first, last] = [Barcode.safeParse(from), Barcode.safeParse(to)]
    setWrong(!first.success || !last.success)
    if (first.success && last.success) onGive({ from: first.data, to: last.data })
  }
  const changed = from.trim() !== (range?.from ?? '') || to.trim() !== (range?.to ?? '')
  return (
    <tr>
      <th scope="row">{whose}</th>
      <td>
        {may('tubes.keep') ? (
          <div className="row">
            <Input
              aria-label={`${whose} ${t('codes.from')}`}
              placeholder={t('codes.from')}
              value={from}
              maxLength={40}
              style={{ width: 180 }}
              onChange={(event) => setFrom(event.target.value)}
              onPressEnter={give}
            />
            <Input
              aria-label={`${whose} ${t('codes.to')}`}
              placeholder={t('codes.to')}
              value={to}
              maxLength={40}
              style={{ width: 180 }}
              onChange={(event) => setTo(event.target.value)}
              onPressEnter={give}
            />
            {changed && (
              <Button
                type="primary"
                loading={busy}
                disabled={!from.trim() || !to.trim()}
                aria-label={`${t('codes.give')} ${whose}`}
                onClick={give}
              >
                {t('codes.give')}
              </Button>
            )}
            {!changed && range && (
              <Button
                type="text"
                loading={busy}
                aria-label={`${t('codes.takeBack')} ${whose}`}
                onClick={() => onGive(null)}
              >
                {t('codes.takeBack')}
              </Button>
            )}
          </div>
        ) : (
          range && `${range.from} – ${range.to}`
        )}
        {wrong && <div role="alert">{t('codes.formRule')}</div>}
      </td>
      <td className="number">{use ? t('codes.usedOf', use) : '—'}</td>
      <td>{use?.last ?? '—'}</td>
      <td className="number">{use ? use.size - use.used : '—'}</td>
    </tr>
  )
}
