import { revealSignature } from '@loumen/shared/visits/api'
import type { Visit } from '@loumen/shared/visits/schema'
import { type SignatureShown, signaturePaper, signaturePath } from '@loumen/shared/visits/signature'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { RevealFor } from '../roster/reveal-for'
import { useWords } from '../ui/language'

/** What proves that somebody was at the door; a signature is shown for a reason. */
export function Signed({ visit: { id: visitId, proof } }: { visit: Visit }) {
  const { t, d } = useWords()
  const { may } = useSession()
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<SignatureShown>()
  const reveal = useWrite(revealSignature, (signature) => {
    setShown(signature)
    setAsking(false)
  })
  if (!proof) return null
  return (
    <span className="quiet">
      {d('proof', proof)}
      {shown?.kind === 'signature' && <b className="signature-name">{shown.name}</b>}
      {shown?.kind === 'drawn' && (
        <svg
          className="signature"
          role="img"
          aria-label={t('visits.signed')}
          viewBox={`0 0 ${signaturePaper.width} ${signaturePaper.height}`}
        >
          <path d={signaturePath(shown.strokes)} />
        </svg>
      )}
      {proof !== 'code' && !shown && may('roster.reveal') && (
        <Button size="small" type="link" onClick={() => setAsking(true)}>
          {t('visits.signature')}
        </Button>
      )}
      <RevealFor
        open={asking}
        title={t('visits.signature')}
        text={t('visits.signatureText')}
        action={t('visits.signature')}
        reveal={reveal}
        onReason={(reason) => reveal.run({ visitId, reason })}
        onCancel={() => setAsking(false)}
      />
    </span>
  )
}
