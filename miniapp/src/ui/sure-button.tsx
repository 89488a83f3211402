import { useState } from 'react'
import { useWords } from '../use-words'
import { QuietButton } from './big-button'
import { Box, Words } from './elements'

interface Props {
  id: string
  /** What to do, what it means, and the word that does it. */
  words: { ask: string; meaning: string; yes: string }
  disabled?: boolean
  onSure: () => void
}

/** A step that cannot be taken back: the first tap says what it means, the second does it. */
export function SureButton({ id, words, disabled, onSure }: Props) {
  const { t } = useWords()
  const [asked, setAsked] = useState(false)
  if (!asked)
    return (
      <QuietButton id={id} onPress={() => setAsked(true)} disabled={disabled}>
        {words.ask}
      </QuietButton>
    )
  return (
    <Box className="card" role="group" label={words.ask}>
      <Words className="paragraph">{words.meaning}</Words>
      <QuietButton id={`${id}-yes`} onPress={onSure} disabled={disabled}>
        {words.yes}
      </QuietButton>
      <QuietButton id={`${id}-no`} onPress={() => setAsked(false)}>
        {t('cancel')}
      </QuietButton>
    </Box>
  )
}
