import { entranceColour } from '@loumen/shared/look/colours'
import { shapePaths } from '@loumen/shared/look/shapes'
import type { Pack, PackPerson } from '@loumen/shared/operations/pack'
import { paperCode, paperRows, sayPaperNumber, tubesOnPaper } from '@loumen/shared/operations/paper'
import type { Round } from '@loumen/shared/rounds/schema'
import type { CSSProperties } from 'react'
import { useWords } from '../ui/language'
import { QrCode } from '../ui/qr-code'
import { useTables } from './tables'

interface Props {
  round: Round
  number: string
  people: readonly PackPerson[]
  tableId?: string
  entrance?: Pack['entrances'][number]
}

/** How high a row may be, so that all of a sheet fits, by the people of one tube. */
const rowHeights: Record<number, string> = { 1: '10.4mm', 5: '7mm', 10: '9.4mm', 20: '10mm' }

/** One sheet of A4: twenty rows, grouped by tube, with room for each tube's label. Only ink: it copies in black and white. */
export function PaperSheet({ round, number, people, tableId, entrance }: Props) {
  const { t, language } = useWords()
  const table = useTables(round).find(({ value }) => value === tableId)
  const tubes = tubesOnPaper(round.policy.poolSize)
  const each = paperRows / tubes
  const look = entrance && entranceColour(entrance.colour)
  const style: CSSProperties & Record<'--row', string | undefined> = { '--row': rowHeights[each] }
  return (
    <article className="paper-sheet" data-testid="paper-sheet" style={style}>
      <header>
        <div>
          <h2>
            {look && (
              <svg className="paper-shape" viewBox="0 0 24 24" aria-hidden="true">
                <path d={shapePaths[look.shape]} />
              </svg>
            )}
            {t('sheet.title')}
            {entrance && ` · ${entrance.label}`}
            {look && ` · ${language === 'zh' ? look.shapeZh : look.shapeEn}`}
          </h2>
          <p>{round.name}</p>
          <p className="paper-lines">
            <Line word={t('sheet.date')} />
            {table ? <b>{table.label}</b> : <Line word={t('sheet.table')} />}
            <Line word={t('sheet.registrar')} />
            <Line word={t('sheet.sampler')} />
          </p>
        </div>
        <div className="paper-number">
          {t('sheet.number')} <b>{sayPaperNumber(number)}</b>
          <QrCode
            text={paperCode({ number, roundId: round.id, tableId: tableId || undefined, entranceId: entrance?.id })}
            label={number}
            size={100}
          />
        </div>
      </header>
      {each === 1 ? (
        <SingleTubes people={people} />
      ) : (
        Array.from({ length: tubes }, (_, tube) => (
          <section key={String(tube)}>
            <TubeHead number={tube + 1} />
            <Rows from={tube * each} people={people.slice(tube * each, (tube + 1) * each)} count={each} />
          </section>
        ))
      )}
      <footer>{t('sheet.foot')}</footer>
    </article>
  )
}

const Line = ({ word }: { word: string }) => (
  <span>
    {word} <i className="paper-line" />
  </span>
)

function TubeHead({ number }: { number: number }) {
  const { t } = useWords()
  return (
    <div className="paper-tube">
      <b>{t('sheet.tube', { number })}</b>
      <span className="paper-label">{t('sheet.label')}</span>
      <span className="paper-twice">
        <small>{t('sheet.twice')}</small>
        <i className="paper-line" />
        <i className="paper-line" />
      </span>
      <span className="paper-times">
        <Line word={t('sheet.from')} />
        <Line word={t('sheet.to')} />
        <Line word={t('sheet.count')} />
      </span>
    </div>
  )
}

function Rows({ from, people, count }: { from: number; people: readonly PackPerson[]; count: number }) {
  const { t } = useWords()
  return (
    <table>
      <thead>
        <tr>
          <th />
          <th>{t('sheet.ticket')}</th>
          <th>{t('sheet.door')}</th>
          <th className="paper-name">{t('sheet.name')}</th>
          <th className="paper-document">{t('sheet.document')}</th>
          <th>{t('sheet.remark')}</th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: count }, (_, at) => {
          const person = people[at]
          return (
            <tr key={String(at)} data-testid="paper-row">
              <td>{from + at + 1}</td>
              <td>{person?.[6]}</td>
              <td>{person?.[5]}</td>
              <td>{person?.[2]}</td>
              <td>{person?.[3] && `…${person[3]}`}</td>
              <td>{person?.[7] === 'separate' && t('entry.mark.separate')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** One person to a tube: each row has its own label and time. */
function SingleTubes({ people }: { people: readonly PackPerson[] }) {
  const { t } = useWords()
  return (
    <table className="paper-singles">
      <thead>
        <tr>
          <th />
          <th>{t('sheet.ticket')}</th>
          <th>{t('sheet.door')}</th>
          <th>{t('sheet.name')}</th>
          <th>{t('sheet.document')}</th>
          <th className="paper-label-column">{t('sheet.label')}</th>
          <th>{t('sheet.to')}</th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: paperRows }, (_, at) => {
          const person = people[at]
          return (
            <tr key={String(at)} data-testid="paper-row">
              <td>{at + 1}</td>
              <td>{person?.[6]}</td>
              <td>{person?.[5]}</td>
              <td>{person?.[2]}</td>
              <td>{person?.[3] && `…${person[3]}`}</td>
              <td />
              <td />
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
