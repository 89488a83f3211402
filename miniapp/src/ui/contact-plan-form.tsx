import { type ContactPlan, ContactWay } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { useState } from 'react'
import { useWords } from '../use-words'
import { QuietButton } from './big-button'
import { Choices } from './choices'
import { Box, TextField } from './elements'

interface Props {
  household: { id: string; contactPlan: ContactPlan | null }
  busy: boolean
  /** Keeps the plan, or takes it back without a way; `then` once it is done. */
  onSave: (way: ContactWay | null, detail: string | undefined, then: () => void) => void
}

/** How those behind one door are told when they hear nothing: kept for every round. */
export function ContactPlanForm({ household: { id, contactPlan }, busy, onSave }: Props) {
  const { t } = useWords(phoneCallWords)
  const [open, setOpen] = useState(false)
  const [way, setWay] = useState(contactPlan?.way)
  const [detail, setDetail] = useState(contactPlan?.detail ?? '')
  if (!open)
    return (
      <QuietButton id={`plan-${id}`} onPress={() => setOpen(true)}>
        {t(contactPlan ? 'planChange' : 'planEdit')}
      </QuietButton>
    )
  const save = (chosen: ContactWay | null) => onSave(chosen, detail.trim() || undefined, () => setOpen(false))
  return (
    <Box className="card">
      <Choices
        id={`way-${id}`}
        label={t('planTitle')}
        titled
        options={ContactWay.options.map((value) => ({ value, text: t(`way.${value}`) }))}
        value={way}
        onChange={setWay}
      />
      <TextField
        id={`detail-${id}`}
        label={t('planDetail')}
        value={detail}
        onChange={setDetail}
        autoComplete="off"
        maxLength={120}
      />
      <QuietButton id={`plan-save-${id}`} onPress={() => way && save(way)} disabled={!way || busy}>
        {t('planSave')}
      </QuietButton>
      {contactPlan && (
        <QuietButton id={`plan-drop-${id}`} onPress={() => save(null)} disabled={busy}>
          {t('planDrop')}
        </QuietButton>
      )}
      <QuietButton id={`plan-back-${id}`} onPress={() => setOpen(false)}>
        {t('backToCall')}
      </QuietButton>
    </Box>
  )
}
