import { planContact } from '@loumen/shared/calls/api'
import { ContactWay, type EntranceFollowed } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { useState } from 'react'
import { QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, TextField } from '../../ui/elements'
import { useWords } from '../../use-words'
import type { CallingDesk } from './use-calling'

interface Props {
  household: Pick<EntranceFollowed['households'][number], 'id' | 'contactPlan'>
  desk: CallingDesk
}

/** How those behind one door are told when they hear nothing: kept for every round. */
export function ContactPlanForm({ household: { id, contactPlan }, desk }: Props) {
  const { t } = useWords(phoneCallWords)
  const [open, setOpen] = useState(false)
  const [way, setWay] = useState(contactPlan?.way)
  const [detail, setDetail] = useState(contactPlan?.detail ?? '')
  if (!open)
    return (
      <QuietButton id={`plan-${id}`} onPress={() => setOpen(true)}>
        {t('planEdit')}
      </QuietButton>
    )
  const save = (chosen: ContactWay | null) =>
    desk.tell(planContact, { householdId: id, way: chosen, detail: detail.trim() || undefined }, () => setOpen(false))
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
      <QuietButton id={`plan-save-${id}`} onPress={() => way && save(way)} disabled={!way || desk.busy}>
        {t('planSave')}
      </QuietButton>
      {contactPlan && (
        <QuietButton id={`plan-drop-${id}`} onPress={() => save(null)} disabled={desk.busy}>
          {t('planDrop')}
        </QuietButton>
      )}
      <QuietButton id={`plan-back-${id}`} onPress={() => setOpen(false)}>
        {t('backToCall')}
      </QuietButton>
    </Box>
  )
}
