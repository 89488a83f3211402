import { recordReached } from '@loumen/shared/incidents/api'
import { type Recall, type RecallPerson, Whereabouts } from '@loumen/shared/incidents/schema'
import { recallPhoneWords } from '@loumen/shared/words/recall-on-phones'
import { useState } from 'react'
import type { Writing } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, TextField } from '../../ui/elements'
import { useWords } from '../../use-words'

export interface FormOfPerson {
  recall: Recall
  person: RecallPerson
  writing: Writing
  done: () => void
  again: () => Promise<void>
  cancel: () => void
}

/** Writes down where somebody was reached, how, and who told them to stay. */
export function ReachForm({ recall, person, writing, done, again, cancel }: FormOfPerson) {
  const { t, word } = useWords(recallPhoneWords)
  const [where, setWhere] = useState<Whereabouts>()
  const [how, setHow] = useState<'phone' | 'door'>('phone')
  const [place, setPlace] = useState('')
  const [toldBy, setToldBy] = useState('')
  const [missing, setMissing] = useState(false)
  const { residentId } = person
  const send = () => {
    setMissing(!where)
    if (!where) return
    const [at, by] = [place.trim(), toldBy.trim()]
    const said = { where, how, ...(at ? { place: at } : {}), ...(by ? { toldBy: by } : {}) }
    void writing.write(recordReached, { recallId: recall.id, residentId, ...said }, done, () => {
      void again()
      return false
    })
  }
  return (
    <Box className="steps">
      <Choices
        id={`where-${residentId}`}
        label={t('where')}
        titled
        options={Whereabouts.options.map((value) => ({ value, text: word('where', value) }))}
        value={where}
        onChange={setWhere}
      />
      <Choices
        id={`how-${residentId}`}
        label={t('how')}
        titled
        options={(['phone', 'door'] as const).map((value) => ({ value, text: word('told', value) }))}
        value={how}
        onChange={setHow}
      />
      <TextField
        id={`place-${residentId}`}
        label={t('place')}
        value={place}
        maxLength={80}
        autoComplete="off"
        onChange={setPlace}
      />
      <TextField
        id={`told-${residentId}`}
        label={t('toldBy')}
        value={toldBy}
        maxLength={40}
        autoComplete="off"
        onChange={setToldBy}
      />
      {missing && (
        <Box className="problem" role="alert">
          {t('whereFirst')}
        </Box>
      )}
      <BigButton id={`save-${residentId}`} disabled={writing.busy} onPress={send}>
        {t('save')}
      </BigButton>
      <QuietButton id={`cancel-${residentId}`} onPress={cancel}>
        {t('cancel')}
      </QuietButton>
    </Box>
  )
}
