import { signCheck } from '@loumen/shared/tubes/api'
import type { ShiftCheck } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ReasonForm } from '../reason-form'
import { useTableWords } from '../use-table-words'

/** One count at a change of shift; a difference is explained and signed, and stops nobody. */
export function CheckRow({ check, onDone }: { check: ShiftCheck; onDone: () => void }) {
  const { t } = useTableWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [signing, setSigning] = useState(false)
  const { missing, unknown, signed } = check
  const differs = missing.length + unknown.length > 0
  const sign = (note: string) =>
    void write(signCheck, { checkId: check.id, note }, () => {
      setSigning(false)
      onDone()
    })
  return (
    <Box className={signing ? 'card' : 'row'}>
      <Words className="row-words">
        {t('checkRow', { ...check, time: clockTime(check.at) })}
        {!differs && ` · ${t('checkSame')}`}
        {missing.length > 0 && ` · ${t('missingList', { codes: missing.join('、') })}`}
        {unknown.length > 0 && ` · ${t('extraList', { codes: unknown.join('、') })}`}
        {signed && ` · ${t('checkSigned', { by: signed.by, note: signed.note })}`}
      </Words>
      <ProblemNote problem={problem} retry={retry} />
      {differs && !signed && !signing && (
        <QuietButton id={`sign-${check.id}`} onPress={() => setSigning(true)}>
          {t('checkSign')}
        </QuietButton>
      )}
      {signing && (
        <ReasonForm
          id="sign"
          label={t('checkSign')}
          usual={[t('checkWhy.box'), t('checkWhy.found'), t('checkWhy.broken')]}
          send={t('checkSignSend')}
          busy={busy}
          onSend={sign}
          onCancel={() => setSigning(false)}
        />
      )}
    </Box>
  )
}
