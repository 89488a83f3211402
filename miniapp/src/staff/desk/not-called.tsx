import { useState } from 'react'
import type { Problem } from '../../remote/problem'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ReasonForm } from '../reason-form'
import { useStaffWords } from '../use-staff-words'

interface Props {
  problem: Problem
  onAdmit: (reason: string) => void
  onCancel: () => void
  busy: boolean
}

/** Somebody who has not been called: what to tell them, or why they are admitted all the same. */
export function NotCalled({ problem, onAdmit, onCancel, busy }: Props) {
  const { t } = useStaffWords()
  const [admitting, setAdmitting] = useState(false)
  return (
    <Box id="not-called">
      <ProblemNote problem={problem} />
      {admitting ? (
        <ReasonForm
          id="admit-anyway"
          label={t('whyAdmit')}
          usual={[t('reasonPriority'), t('reasonTogether'), t('reasonMissed')]}
          send={t('admit')}
          turnBack={t('sendBack')}
          busy={busy}
          onSend={onAdmit}
          onCancel={onCancel}
        />
      ) : (
        <Box className="steps">
          <BigButton id="send-back" onPress={onCancel}>
            {t('sendBack')}
          </BigButton>
          <QuietButton id="admit-anyway-open" onPress={() => setAdmitting(true)}>
            {t('admitAnyway')}
          </QuietButton>
        </Box>
      )}
    </Box>
  )
}
