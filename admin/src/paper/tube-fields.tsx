import type { Pack, PackPerson } from '@loumen/shared/operations/pack'
import { paperOperationId } from '@loumen/shared/operations/paper'
import type { OperationAnswer } from '@loumen/shared/operations/schema'
import { Button, Checkbox, Input } from 'antd'
import { useWords } from '../ui/language'
import type { ReadRow } from './check'
import type { DraftRow, DraftTube } from './draft'
import { AnswerNote } from './sheet-answers'

interface Props {
  at: number
  number: string
  tube: DraftTube
  read: readonly ReadRow[]
  pack: Pack
  answers: Record<string, OperationAnswer> | undefined
  disabled: boolean
  autoFocus: boolean
  onChange: (tube: DraftTube) => void
  onRow: (at: number, row: DraftRow) => void
  onChoose: (at: number, person: PackPerson) => void
}

/** One tube of a sheet: its barcode, its two times, and a line for each person. */
export function TubeFields({ at, number, tube, read, pack, answers, disabled, autoFocus, ...on }: Props) {
  const { t } = useWords()
  const id = (name: string) => `paper-${name}-${at}`
  const answerOf = (part: string) => answers?.[paperOperationId(number, at, part)]
  return (
    <section className="panel" aria-label={t('sheet.tube', { number: at + 1 })}>
      <div className="paper-tube-head">
        <label htmlFor={id('barcode')}>
          {t('entry.barcode', { number: at + 1 })}
          <Input
            id={id('barcode')}
            data-step="barcode"
            data-tube={at}
            autoFocus={autoFocus}
            autoComplete="off"
            value={tube.barcode}
            maxLength={40}
            disabled={disabled}
            onChange={(event) => on.onChange({ ...tube, barcode: event.target.value })}
          />
        </label>
        {tube.again === undefined ? (
          <Checkbox checked={false} disabled={disabled} onChange={() => on.onChange({ ...tube, again: '' })}>
            {t('entry.unreadable')}
          </Checkbox>
        ) : (
          <label htmlFor={id('again')}>
            {t('entry.barcodeAgain')}
            <Input
              id={id('again')}
              data-step="again"
              autoFocus
              autoComplete="off"
              value={tube.again}
              maxLength={40}
              disabled={disabled}
              onChange={(event) => on.onChange({ ...tube, again: event.target.value })}
            />
          </label>
        )}
        {(['from', 'to'] as const).map((which) => (
          <label key={which} htmlFor={id(which)}>
            {t(`entry.${which}`)}
            <Input
              id={id(which)}
              data-step={which}
              autoComplete="off"
              inputMode="numeric"
              placeholder="0915"
              value={tube[which]}
              maxLength={5}
              disabled={disabled}
              onChange={(event) => on.onChange({ ...tube, [which]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <AnswerNote answer={answerOf('open')} onlyTrouble />
      <ol className="paper-rows">
        {tube.rows.map((row, i) => (
          <Row
            key={String(i)}
            at={i}
            place={`${at}.${i}`}
            row={row}
            read={read[i]}
            pack={pack}
            answer={answerOf(String(i + 1))}
            disabled={disabled}
            onChange={(next) => on.onRow(i, next)}
            onChoose={(person) => on.onChoose(i, person)}
          />
        ))}
      </ol>
      <AnswerNote answer={answerOf('close')} onlyTrouble />
    </section>
  )
}

interface RowProps {
  at: number
  place: string
  row: DraftRow
  read: ReadRow
  pack: Pack
  answer: OperationAnswer | undefined
  disabled: boolean
  onChange: (row: DraftRow) => void
  onChoose: (person: PackPerson) => void
}

function Row({ at, place, row, read, pack, answer, disabled, onChange, onChoose }: RowProps) {
  const { t } = useWords()
  const id = `paper-row-${place.replace('.', '-')}`
  const several = read?.kind === 'several' ? read.rows.slice(0, 9) : []
  return (
    <li>
      <label htmlFor={id} aria-label={t('entry.row', { number: at + 1 })}>
        {at + 1}
      </label>
      <Input
        id={id}
        data-step="row"
        data-place={place}
        autoComplete="off"
        value={row.text}
        maxLength={300}
        disabled={disabled}
        status={read?.kind === 'nobody' ? 'warning' : undefined}
        aria-describedby={`${id}-who`}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <span id={`${id}-who`} className="paper-who" data-testid="paper-who">
        {answer ? <AnswerNote answer={answer} /> : <Who read={read} pack={pack} />}
      </span>
      {several.length > 0 && (
        <fieldset
          className="paper-options bare"
          aria-label={t('entry.several', { count: several.length })}
          onKeyDown={({ key }) => {
            const person = several[Number(key) - 1]
            if (person) onChoose(person)
          }}
        >
          {several.map((person, i) => (
            <Button key={person[0]} size="small" onClick={() => onChoose(person)}>
              {i + 1} <Person person={person} pack={pack} />
            </Button>
          ))}
        </fieldset>
      )}
    </li>
  )
}

function Who({ read, pack }: { read: ReadRow; pack: Pack }) {
  const { t } = useWords()
  if (!read) return null
  if (read.kind === 'several') return t('entry.several', { count: read.rows.length })
  if (read.kind === 'nobody') return t('entry.nobody')
  if (read.kind === 'kept') return <b>{t('entry.kept')}</b>
  return read.row ? <Person person={read.row} pack={pack} /> : t('entry.server')
}

function Person({ person: [, , name, , place, door, number, mark], pack }: { person: PackPerson; pack: Pack }) {
  const { t } = useWords()
  const where = pack.entrances[place]?.label ?? ''
  return (
    <>
      {t('entry.person', { name, entrance: where, door, number })}
      {mark && <b> · {t(`entry.mark.${mark}`)}</b>}
    </>
  )
}
