import { readBox } from '@loumen/shared/boxes/api'
import type { Box } from '@loumen/shared/boxes/schema'
import { Button } from 'antd'
import { useParams } from 'react-router'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { BarcodeImage } from './barcode'
import './manifest.css'

/** The manifest that travels with a box: its tubes with barcodes, who counted, and lines for both signatures. */
export default function ManifestPage() {
  const { t } = useWords()
  const { boxId = '' } = useParams()
  const read = useRead(readBox, { boxId })
  return (
    <Page
      title={t('boxes.manifestTitle')}
      aside={
        <Button type="primary" onClick={() => window.print()}>
          {t('boxes.print')}
        </Button>
      }
    >
      <Reading read={read}>{(box) => <Manifest box={box} />}</Reading>
    </Page>
  )
}

function Manifest({ box }: { box: Box }) {
  const { t, d } = useWords()
  const time = useTime()
  return (
    <article className="manifest" data-testid="manifest">
      <header>
        <div>
          <h2>
            {box.community} · {box.round} · {box.site}
          </h2>
          <p>
            {t('boxes.tubes')} {box.tubes.length} · {t('boxes.people')} {box.people} · {t('boxes.first')}{' '}
            {time(box.firstSampleAt)}
          </p>
          {box.seal && <p>{t('boxes.sealed', { ...box.seal })}</p>}
        </div>
        <BarcodeImage text={box.code} />
      </header>
      {box.differences.length > 0 && (
        <section>
          <h3>{t('boxes.differences')}</h3>
          <ul>
            {box.differences.map((one) => (
              <li key={`${one.kind} ${one.barcode} ${one.note}`}>
                {d('difference', one.kind)} {one.barcode ?? '—'} {one.note}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ol>
        {box.tubes.map((tube) => (
          <li key={tube.tubeId}>
            <BarcodeImage text={tube.barcode} />
            <span>
              {tube.site} {tube.table ?? ''} · {t('boxes.people')} {tube.people}
            </span>
          </li>
        ))}
      </ol>
      <table>
        <thead>
          <tr>
            <th>{t('boxes.giver')}</th>
            <th>{t('boxes.taker')}</th>
            <th>{t('boxes.time')}</th>
          </tr>
        </thead>
        <tbody>
          {box.handovers.map((one) => (
            <tr key={one.at}>
              <td>{one.from}</td>
              <td>{one.to}</td>
              <td>{time(one.at)}</td>
            </tr>
          ))}
          <tr>
            <td />
            <td />
            <td />
          </tr>
        </tbody>
      </table>
    </article>
  )
}
