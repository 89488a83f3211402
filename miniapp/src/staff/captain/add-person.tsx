import { addResident } from '@loumen/shared/roster/people-api'
import { vouchingWords } from '@loumen/shared/words/people'
import { useState } from 'react'
import { QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, TextField, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import type { CallingDesk } from './use-calling'

type Word = 'captain' | 'guardian'

/** Somebody behind this door who is on no list and has no document: known on the captain's or a guardian's word, repaired later. */
export function AddPerson({ householdId, desk }: { householdId: string; desk: CallingDesk }) {
  const { t } = useWords(vouchingWords)
  const shared = useWords()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [word, setWord] = useState<Word>('captain')
  const [added, setAdded] = useState<string>()
  const close = () => {
    setOpen(false)
    setName('')
  }
  const save = () => {
    const said = name.trim()
    if (!said) return
    desk.tell(addResident, { householdId, person: { name: said }, word }, () => {
      setAdded(said)
      close()
    })
  }
  if (!open)
    return (
      <>
        {added && (
          <Words id="vouched" className="note">
            {t('vouched', { name: added })}
          </Words>
        )}
        <QuietButton id={`vouch-${householdId}`} onPress={() => setOpen(true)}>
          {t('vouchOpen')}
        </QuietButton>
      </>
    )
  return (
    <Box className="card">
      <TextField
        id="vouch-name"
        label={t('vouchWho')}
        hint={t('vouchHint')}
        value={name}
        onChange={setName}
        onEnter={save}
        autoComplete="off"
        maxLength={40}
      />
      <Choices
        id="vouch-word"
        label={t('vouchWord')}
        titled
        options={(['captain', 'guardian'] as const).map((value) => ({ value, text: t(`vouchWord.${value}`) }))}
        value={word}
        onChange={setWord}
      />
      <QuietButton id="vouch-save" onPress={save} disabled={desk.busy || !name.trim()}>
        {t('vouchSave')}
      </QuietButton>
      <QuietButton id="vouch-back" onPress={close}>
        {shared.t('cancel')}
      </QuietButton>
    </Box>
  )
}
