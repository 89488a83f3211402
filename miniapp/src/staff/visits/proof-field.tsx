import type { VisitProof } from '@loumen/shared/visits/schema'
import { drawn, hasInk, type Signature } from '@loumen/shared/visits/signature'
import { QuietButton } from '../../ui/big-button'
import { Box, TextField, Words } from '../../ui/elements'
import { useStaffWords } from '../use-staff-words'
import { SignaturePad } from './signature-pad'

/** What the household has signed so far: a name or code that was typed, and what was drawn once somebody wants to draw. */
export interface Signing {
  typed: string
  strokes?: Signature
}

/** What proves the visit, undefined when the household leaves it out; `more` while a signature has been begun and is none yet. */
export function proofOf({ typed, strokes }: Signing): { proof?: VisitProof } | 'more' {
  if (strokes) return hasInk(strokes) ? { proof: { kind: 'drawn', strokes } } : 'more'
  const text = typed.trim()
  if (!text) return {}
  return { proof: text.startsWith('LM1.') ? { kind: 'code', code: text } : { kind: 'signature', name: text } }
}

interface Props {
  id: string
  signing: Signing
  onChange: (signing: Signing) => void
}

/** The household signs: by a typed name, its code, or by hand on the screen. */
export function ProofField({ id, signing, onChange }: Props) {
  const { t } = useStaffWords()
  const { typed, strokes } = signing
  if (!strokes)
    return (
      <>
        <TextField
          id={id}
          label={t('visitProof')}
          value={typed}
          maxLength={40}
          autoComplete="off"
          onChange={(value) => onChange({ typed: value })}
        />
        <QuietButton id={`${id}-draw`} onPress={() => onChange({ typed, strokes: [] })}>
          {t('visitDraw')}
        </QuietButton>
      </>
    )
  return (
    <Box className="field">
      <Words className="field-label">{t('visitDrawHere')}</Words>
      <SignaturePad
        id={`${id}-pad`}
        label={t('visitDrawHere')}
        strokes={strokes}
        onPoint={(x, y, begins) => onChange({ typed, strokes: drawn(strokes, x, y, begins) })}
      />
      <Box className="steps">
        {strokes.length > 0 && (
          <QuietButton id={`${id}-clear`} onPress={() => onChange({ typed, strokes: [] })}>
            {t('visitDrawAgain')}
          </QuietButton>
        )}
        <QuietButton id={`${id}-no`} onPress={() => onChange({ typed })}>
          {t('visitDrawNot')}
        </QuietButton>
      </Box>
    </Box>
  )
}
