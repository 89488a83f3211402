import { readPack } from '@loumen/shared/operations/api'
import type { Pack } from '@loumen/shared/operations/pack'
import { paperNumber, readPaperCode, sayPaperNumber } from '@loumen/shared/operations/paper'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useToday } from '../ui/today'
import type { Draft } from './draft'
import { SheetBody } from './sheet-body'
import { useTables } from './tables'
import { useDraft } from './use-draft'

/** Enters one sheet after the other, by keyboard or reader alone. */
export function EnterSheet({ round }: { round: Round }) {
  const today = useToday()
  const tables = useTables(round)
  const [draft, setDraft] = useDraft(round.id, round.policy.poolSize)
  const tableId = draft.tableId ?? (tables.length === 1 ? tables[0]?.value : undefined)
  const siteId = tables.find(({ value }) => value === tableId)?.siteId ?? round.sites[0]?.id ?? ''
  const pack = useRead(readPack, { siteId }, { enabled: siteId !== '', every: 300_000 })
  const own = { ...draft, tableId, date: draft.date ?? today }
  return (
    <Reading read={pack}>
      {({ pack: all }) =>
        all && (
          <>
            <SheetHead round={round} pack={all} draft={own} onChange={setDraft} />
            {own.number && (
              <SheetBody
                key={own.number}
                round={round}
                pack={all}
                draft={own}
                number={own.number}
                onChange={setDraft}
              />
            )}
          </>
        )
      }
    </Reading>
  )
}

interface HeadProps {
  round: Round
  pack: Pack
  draft: Draft
  onChange: (next: Draft) => void
}

/** Which sheet, of which table and day; its code says most of it. */
function SheetHead({ round, pack, draft, onChange }: HeadProps) {
  const { t } = useWords()
  const tables = useTables(round)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<'entry.numberWrong' | 'entry.otherRound'>()
  const take = () => {
    const code = readPaperCode(typed)
    if (!code) return setWrong('entry.numberWrong')
    if (code.roundId && code.roundId !== round.id) return setWrong('entry.otherRound')
    setWrong(undefined)
    setTyped('')
    const { number, tableId = draft.tableId, entranceId } = code
    onChange({ ...draft, number, tableId, entranceId })
  }
  if (!draft.number)
    return (
      <div className="panel">
        <label htmlFor="paper-number">{t('entry.number')}</label>
        <div className="row">
          <Input
            id="paper-number"
            autoFocus
            autoComplete="off"
            value={typed}
            maxLength={120}
            status={wrong ? 'error' : undefined}
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={(event) => !event.nativeEvent.isComposing && take()}
          />
          <Button
            onClick={() =>
              onChange({ ...draft, number: paperNumber(crypto.getRandomValues(new Uint8Array(7))), made: true })
            }
          >
            {t('entry.noNumber')}
          </Button>
        </div>
        {wrong && <p role="alert">{t(wrong)}</p>}
        <p className="quiet">{t('entry.draft')}</p>
      </div>
    )
  const entrances = [...pack.entrances].sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true }))
  return (
    <div className="panel paper-head">
      <div>
        <b data-testid="paper-number">
          {t('sheet.number')} {sayPaperNumber(draft.number)}
        </b>
        {draft.made && <p className="note">{t('entry.writeNumber', { number: sayPaperNumber(draft.number) })}</p>}
      </div>
      <label htmlFor="paper-table">
        {t('paper.table')}
        <Select
          id="paper-table"
          value={draft.tableId}
          options={tables}
          onChange={(tableId) => onChange({ ...draft, tableId })}
        />
      </label>
      <label htmlFor="paper-entrance">
        {t('paper.entrance')}
        <Select
          id="paper-entrance"
          allowClear
          showSearch
          optionFilterProp="label"
          value={draft.entranceId}
          options={entrances.map(({ id, label }) => ({ value: id, label }))}
          onChange={(entranceId) => onChange({ ...draft, entranceId })}
        />
      </label>
      <label htmlFor="paper-date">
        {t('entry.date')}
        <Input
          id="paper-date"
          type="date"
          value={draft.date}
          onChange={(event) => onChange({ ...draft, date: event.target.value })}
        />
      </label>
    </div>
  )
}
