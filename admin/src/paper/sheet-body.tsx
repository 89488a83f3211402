import { replayOperations } from '@loumen/shared/operations/api'
import type { Pack } from '@loumen/shared/operations/pack'
import { type PaperPerson, paperOperations } from '@loumen/shared/operations/paper'
import type { Round } from '@loumen/shared/rounds/schema'
import { App, Button } from 'antd'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useMe } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { checkSheet, type Missing, personOf, readRow } from './check'
import { type Draft, type DraftRow, type DraftTube, emptyDraft } from './draft'
import { SheetAnswers } from './sheet-answers'
import { TubeFields } from './tube-fields'

interface Props {
  round: Round
  pack: Pack
  draft: Draft
  number: string
  onChange: (next: Draft) => void
}

/** The tubes of a sheet. Enter goes from field to field, past empty rows to the next tube, and at the end hands in. */
export function SheetBody({ round, pack, draft, number, onChange }: Props) {
  const { t } = useWords()
  const { modal } = App.useApp()
  const me = useMe()
  const form = useRef<HTMLFormElement>(null)
  const [missing, setMissing] = useState<Missing>()
  const [said, setSaid] = useState('')
  const send = useWrite(replayOperations, ({ answers }) =>
    onChange({ ...draft, answers: { ...draft.answers, ...Object.fromEntries(answers.map((one) => [one.id, one])) } }),
  )
  const read = useMemo(
    () => draft.tubes.map(({ rows }) => rows.map((row) => readRow(row, pack, draft.entranceId))),
    [draft.tubes, draft.entranceId, pack],
  )
  const places = useMemo(() => {
    const first = new Map<string, [tube: number, row: number]>()
    read.forEach((rows, tube) => {
      rows.forEach((row, at) => {
        const person = personOf(row, pack)
        if (person && !first.has(person)) first.set(person, [tube, at])
      })
    })
    return first
  }, [read, pack])

  const change = (at: number, tube: DraftTube) => {
    setMissing(undefined)
    onChange({ ...draft, tubes: draft.tubes.map((one, i) => (i === at ? tube : one)) })
  }
  const changeRow = (tube: number, at: number, row: DraftRow) => {
    const before = draft.tubes[tube]
    if (before) change(tube, { ...before, rows: before.rows.map((one, i) => (i === at ? row : one)) })
  }

  /** The next field; from an empty row that of the next tube. */
  const goOn = (from: HTMLElement, past?: string) => {
    const steps = [...(form.current?.querySelectorAll<HTMLElement>('[data-step]') ?? [])]
    const rest = steps.slice(steps.indexOf(from) + 1)
    ;(past ? rest.find(({ dataset }) => dataset.step !== past) : rest[0])?.focus()
  }

  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    const field = event.target as HTMLElement
    const { step, place } = field.dataset
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !step || step === 'send') return
    event.preventDefault()
    setSaid('')
    if (step !== 'row') return goOn(field)
    const [tube = 0, at = 0] = (place ?? '').split('.').map(Number)
    const row = read[tube]?.[at]
    if (!row) return goOn(field, 'row')
    if (row.kind === 'several') return form.current?.querySelector<HTMLElement>('.paper-options button')?.focus()
    // Only the second Enter keeps what nobody knows, so that a slip of the finger is seen.
    if (row.kind === 'nobody')
      return changeRow(tube, at, { ...(draft.tubes[tube]?.rows[at] ?? { text: '' }), kept: true })
    const [otherTube, otherRow] = places.get(personOf(row, pack) ?? '') ?? [tube, at]
    if (otherTube !== tube || otherRow !== at) {
      const name = row.kind === 'one' ? row.row?.[2] : undefined
      setSaid(t('entry.twice', { name: name ?? '', tube: otherTube + 1, row: otherRow + 1 }))
      return changeRow(tube, at, { text: '' })
    }
    goOn(field)
  }

  const choose = (tube: number, at: number, row: Extract<PaperPerson, { kind: 'several' }>['rows'][number]) => {
    changeRow(tube, at, { ...(draft.tubes[tube]?.rows[at] ?? { text: '' }), residentId: row[0] })
    form.current?.querySelector<HTMLElement>(`[data-place="${tube}.${at}"]`)?.focus()
  }

  const handIn = () => {
    const checked = checkSheet(draft, read, Math.max(Date.now(), Date.parse(me.now)) + 120_000)
    if ('word' in checked) {
      const { tube, row } = checked.values
      setMissing(checked)
      const place = row ? `[data-place="${(tube ?? 1) - 1}.${row - 1}"]` : tube ? `[data-tube="${tube - 1}"]` : ''
      if (place) form.current?.querySelector<HTMLElement>(place)?.focus()
      else if (checked.word === 'entry.needs.table') document.getElementById('paper-table')?.focus()
      return
    }
    void send.run({
      roundId: round.id,
      operations: paperOperations(number, draft.tableId ?? '', checked.tubes).map((one) => ({
        ...one,
        recorderId: me.id,
      })),
    })
  }

  const answers = draft.answers
  const taken = !!answers && Object.values(answers).every(({ outcome }) => outcome !== 'rejected')
  const people = read.flat().filter(Boolean).length
  const next = () => onChange(emptyDraft(round.policy.poolSize, draft))
  return (
    <form ref={form} onKeyDown={onKey} onSubmit={(event) => event.preventDefault()} data-testid="paper-entry">
      <p className="quiet">{t('entry.hint')}</p>
      {draft.tubes.map((tube, at) => (
        <TubeFields
          key={String(at)}
          at={at}
          number={number}
          tube={tube}
          read={read[at] ?? []}
          pack={pack}
          answers={answers}
          disabled={taken}
          autoFocus={at === 0 && !people}
          onChange={(next) => change(at, next)}
          onRow={(row, next) => changeRow(at, row, next)}
          onChoose={(row, person) => choose(at, row, person)}
        />
      ))}
      <div role="status">{said && <p className="note">{said}</p>}</div>
      {missing && (
        <p className="note" role="alert">
          {t(missing.word, missing.values)}
        </p>
      )}
      <ErrorPanel error={send.error} onRetry={send.again} onClose={send.clear} />
      {answers && <SheetAnswers answers={Object.values(answers)} roundId={round.id} />}
      <div className="row between">
        <b data-testid="paper-people">
          {t('entry.people', { people, tubes: read.filter((rows) => rows.some(Boolean)).length })}
        </b>
        <span className="row">
          {!taken && (
            <Button
              onClick={() =>
                people
                  ? modal.confirm({
                      title: t('entry.discardSure'),
                      okText: t('entry.discard'),
                      cancelText: t('cancel'),
                      onOk: next,
                    })
                  : next()
              }
            >
              {t('entry.discard')}
            </Button>
          )}
          {taken ? (
            <Button type="primary" data-testid="paper-next" autoFocus onClick={next}>
              {t('entry.next')}
            </Button>
          ) : (
            <Button type="primary" data-step="send" data-testid="paper-send" loading={send.running} onClick={handIn}>
              {t('entry.handIn')}
            </Button>
          )}
        </span>
      </div>
    </form>
  )
}
