import { printBlankSlips, readSlips } from '@loumen/shared/tickets/api'
import { mostBlankSlips } from '@loumen/shared/tickets/rules'
import type { SlipSheet } from '@loumen/shared/tickets/schema'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { PrintedSheets, slipsToPage } from './printed-sheets'

/** Blank slips of an entrance: numbers are reserved first, then printed. */
export function BlankSlips({ roundId, entranceId }: { roundId: string; entranceId: string }) {
  const { t } = useWords()
  const known = useRead(readSlips, { roundId, entranceId })
  const [count, setCount] = useState(slipsToPage * 2)
  const [sheet, setSheet] = useState<SlipSheet>()
  const reserve = useWrite(printBlankSlips, setSheet)
  const blank = sheet?.blank ?? known.data?.blank
  return (
    <>
      <div className="panel slip-choice">
        <label htmlFor="slip-count">
          {t('slips.count')}{' '}
          <InputNumber
            id="slip-count"
            value={count}
            min={1}
            max={mostBlankSlips}
            step={slipsToPage}
            precision={0}
            onChange={(value) => setCount(value ?? slipsToPage)}
          />
        </label>
        <Button
          type="primary"
          loading={reserve.running}
          onClick={() => void reserve.run({ roundId, entranceId, count })}
        >
          {t('slips.reserve')}
        </Button>
        {blank && <p className="quiet">{t('slips.blankNote', blank)}</p>}
      </div>
      <ErrorPanel error={known.error} onRetry={() => void known.refetch()} />
      <ErrorPanel error={reserve.error} onRetry={reserve.again} onClose={reserve.clear} />
      {sheet && <PrintedSheets sheets={[sheet]} />}
    </>
  )
}
