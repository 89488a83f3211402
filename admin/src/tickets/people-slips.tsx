import { readSlips, reissueSlip } from '@loumen/shared/tickets/api'
import type { Slip, SlipSheet } from '@loumen/shared/tickets/schema'
import { useQueries } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { call } from '../remote/call'
import { readKey } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { PrintedSheets } from './printed-sheets'

/** A slip for everybody of these entrances; a lost one is replaced, which makes the one before invalid. */
export function PeopleSlips({ roundId, entranceIds }: { roundId: string; entranceIds: readonly string[] }) {
  const { t } = useWords()
  const { modal } = App.useApp()
  const [again, setAgain] = useState<SlipSheet>()
  const reissue = useWrite(reissueSlip, setAgain)
  const read = useQueries({
    queries: entranceIds.map((entranceId) => ({
      queryKey: readKey(readSlips, { roundId, entranceId }),
      queryFn: () => call(readSlips, { roundId, entranceId }),
    })),
    combine: (all) => ({
      data: all.every(({ data }) => data) ? all.flatMap(({ data }) => data ?? []) : undefined,
      error: all.find(({ error }) => error)?.error,
      refetch: () => void all.map(({ refetch }) => refetch()),
    }),
  })
  const lost = ({ residentId, number }: Slip) =>
    residentId &&
    modal.confirm({
      title: t('slips.lostSure', { number }),
      okText: t('slips.lost'),
      cancelText: t('cancel'),
      onOk: () => void reissue.run({ roundId, residentId }),
    })
  return (
    <>
      <ErrorPanel error={reissue.error} onRetry={reissue.again} onClose={reissue.clear} />
      {again ? (
        <>
          <p className="note unprinted">
            {t('slips.reissued')} <Button onClick={() => setAgain(undefined)}>{t('slips.back')}</Button>
          </p>
          <PrintedSheets sheets={[again]} />
        </>
      ) : (
        <Reading read={read}>{(sheets) => <PrintedSheets sheets={sheets} onLost={lost} />}</Reading>
      )}
    </>
  )
}
