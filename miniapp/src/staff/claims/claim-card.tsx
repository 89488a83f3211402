import { ClaimDecision, decideTubeClaims, type TubeClaim } from '@loumen/shared/tubes/claims'
import { readScan } from '@loumen/shared/tubes/rules'
import { offlineWords } from '@loumen/shared/words/offline'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { useState } from 'react'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Heading, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'

/** One sample whose person a rule refused: what is known, and the three ways out. */
export function ClaimCard({ claim, again }: { claim: TubeClaim; again: () => void }) {
  const { t, word, language } = useWords(offlineWords)
  const staff = useStaffWords()
  const { id, barcode, tubeState, site, table, name, last4, entrance, door, why, recorder, recordedAt, decision } =
    claim
  const [open, setOpen] = useState(false)
  return (
    <Box id={`claim-${id}`} className="card">
      <Heading className="card-title">
        {[name || t('unknownWho'), last4, entrance, door].filter(Boolean).join(' ')}
      </Heading>
      <Words>{sayRefusal(language, why.code, why.details)}</Words>
      <Words className="quiet">
        {[
          `${t('tube')} ${barcode}`,
          word('tube', tubeState),
          site && [site, table && staff.t('tableNumber', { number: table })].filter(Boolean).join(' '),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Words>
      <Words className="quiet">
        {t('recordedBy')} {recorder} · {clockTime(recordedAt)}
      </Words>
      {decision && (
        <Words className="note">
          {t('decided', {
            name: decision.by,
            time: clockTime(decision.at),
            decision: t(decision.kind),
            reason: decision.reason,
          })}
        </Words>
      )}
      {!decision && !open && (
        <QuietButton id={`decide-${id}`} onPress={() => setOpen(true)}>
          {t('decide')}
        </QuietButton>
      )}
      {!decision && open && <Decide claim={claim} again={again} onCancel={() => setOpen(false)} />}
    </Box>
  )
}

interface Props {
  claim: TubeClaim
  again: () => void
  onCancel: () => void
}

function Decide({ claim: { id, tubeId, residentId }, again, onCancel }: Props) {
  const { t } = useWords(offlineWords)
  const shared = useWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [kind, setKind] = useState<ClaimDecision>()
  const [reason, setReason] = useState('')
  const [who, setWho] = useState('')
  const [missing, setMissing] = useState(false)
  const needsWho = !residentId && kind === 'member'
  const scan = readScan(who)
  const send = () => {
    const ready = kind && reason.trim() && (!needsWho || scan)
    setMissing(!ready)
    if (!kind || !ready) return
    const named = needsWho && scan ? { scan } : {}
    void write(
      decideTubeClaims,
      { tubeId, claimIds: [id], decision: kind, reason: reason.trim(), ...named },
      again,
      (no) => {
        if (no.kind === 'refused' && no.code === 'claim.state') again()
        return false
      },
    )
  }
  return (
    <Box>
      <Choices
        id={`decision-${id}`}
        label={t('decide')}
        options={ClaimDecision.options.map((value) => ({ value, text: t(value) }))}
        value={kind}
        onChange={setKind}
      />
      {needsWho && <TextField id={`who-${id}`} label={t('whoLabel')} value={who} maxLength={60} onChange={setWho} />}
      <TextField
        id={`checked-${id}`}
        label={t('reasonLabel')}
        value={reason}
        maxLength={200}
        autoComplete="off"
        onChange={setReason}
      />
      {missing && (
        <Box className="problem" role="alert">
          {t('decideMissing')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <Box className="steps">
        <BigButton id={`decide-send-${id}`} onPress={send} disabled={busy}>
          {t('decide')}
        </BigButton>
        <QuietButton id={`decide-cancel-${id}`} onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
