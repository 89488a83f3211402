import { replaceSlip } from '@loumen/shared/tubes/api'
import { readScan } from '@loumen/shared/tubes/rules'
import type { SlipLoser, SlipReplacement } from '@loumen/shared/tubes/schema'
import { lostSlipWords } from '@loumen/shared/words/slips'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'
import { useStaffWords } from '../use-staff-words'

type Replaced = Extract<SlipReplacement, { kind: 'replaced' }>
type Several = Extract<SlipReplacement, { kind: 'choose' }>

/** Somebody lost a slip: who it was, a blank one in their hand, and the number that is theirs from now on. */
export function LostSlip({ tableId }: { tableId: string }) {
  const { t } = useWords(lostSlipWords)
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <QuietButton id="lost-slip" onPress={() => setOpen(true)}>
        {t('lostOpen')}
      </QuietButton>
    )
  return (
    <Box id="lost-slip-card" className="card">
      <Heading className="card-title">{t('lostTitle')}</Heading>
      <Replacing tableId={tableId} onClose={() => setOpen(false)} />
    </Box>
  )
}

function Replacing({ tableId, onClose }: { tableId: string; onClose: () => void }) {
  const { t } = useWords(lostSlipWords)
  const shared = useWords()
  const { write, busy, problem, retry, dismiss } = useWrite('staff')
  const [loser, setLoser] = useState<SlipLoser>()
  const [unreadable, setUnreadable] = useState(false)
  const [several, setSeveral] = useState<{ code: string; choice: Several }>()
  const [done, setDone] = useState<Replaced>()
  const startOver = () => {
    setLoser(undefined)
    setSeveral(undefined)
    setDone(undefined)
    dismiss()
  }
  const named = (text: string) => {
    const scan = readScan(text)
    const readable = scan && scan.kind !== 'ticket' && scan.kind !== 'slip'
    setUnreadable(!readable)
    if (readable) setLoser(scan)
    else alertWith('refused')
  }
  const give = (scan: SlipLoser, code: string) =>
    void write(
      replaceSlip,
      { tableId, scan, code },
      (answer) => {
        if (answer.kind === 'choose') return setSeveral({ code, choice: answer })
        alertWith('taken')
        setDone(answer)
      },
      () => {
        alertWith('refused')
        return false
      },
    )
  if (done) return <Done done={done} onAnother={startOver} onClose={onClose} />
  return (
    <>
      <Words className="quiet">{t('lostHint')}</Words>
      {!loser && (
        <ScanField id="lost-who" label={t('lostWho')} hint={t('lostWhoHint')} onScan={named}>
          {(send) => (
            <BigButton id="lost-next" onPress={send}>
              {t('lostNext')}
            </BigButton>
          )}
        </ScanField>
      )}
      {unreadable && (
        <Box className="problem" role="alert">
          {t('lostUnreadable')}
        </Box>
      )}
      {loser && !several && (
        <ScanField
          id="lost-new"
          label={t('lostNew')}
          hint={t('lostNewHint')}
          onScan={(code) => give(loser, code.trim())}
        >
          {(send) => (
            <BigButton id="lost-give" onPress={send} disabled={busy}>
              {t('lostScan')}
            </BigButton>
          )}
        </ScanField>
      )}
      {loser && several && (
        <Which
          choice={several.choice}
          busy={busy}
          onChosen={(residentId) => give({ ...loser, residentIds: [residentId] }, several.code)}
        />
      )}
      <ProblemNote problem={problem} retry={retry} />
      <QuietButton id="lost-cancel" onPress={loser ? startOver : onClose}>
        {shared.t('cancel')}
      </QuietButton>
    </>
  )
}

interface WhichProps {
  choice: Several
  busy: boolean
  onChosen: (residentId: string) => void
}

/** Who of a household, or of several who fit. */
function Which({ choice: { entrance, door, household, candidates }, busy, onChosen }: WhichProps) {
  const { t } = useWords(lostSlipWords)
  const staff = useStaffWords()
  const [residentId, setResidentId] = useState<string>()
  return (
    <>
      <Choices
        id="lost-which"
        label={t('lostWhich', { entrance, door })}
        titled
        options={candidates.map(({ residentId: value, name, last4, number, entrance: behind, door: at, obstacle }) => ({
          value,
          text: [
            `${name} ${last4 ?? ''}`.trim(),
            household ? '' : `${behind} ${at}`,
            staff.t('number', { number }),
            obstacle ? staff.word('obstacle', obstacle) : '',
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
        value={residentId}
        onChange={setResidentId}
      />
      <Box className="steps">
        <BigButton id="lost-chosen" disabled={busy || !residentId} onPress={() => residentId && onChosen(residentId)}>
          {t('lostGive')}
        </BigButton>
      </Box>
    </>
  )
}

function Done({ done, onAnother, onClose }: { done: Replaced; onAnother: () => void; onClose: () => void }) {
  const { t } = useWords(lostSlipWords)
  const { name, entrance, door, colour, number, former } = done
  return (
    <>
      <Box id="lost-done" role="status">
        <Box className="row">
          <ColourTile colour={colour} />
          <Words className="lead">{t('lostDone', { name, entrance, door, number })}</Words>
        </Box>
        {former !== null && <Words className="quiet">{t('lostVoid', { former })}</Words>}
      </Box>
      <Box className="steps">
        <BigButton id="lost-close" onPress={onClose}>
          {t('lostClose')}
        </BigButton>
        <QuietButton id="lost-another" onPress={onAnother}>
          {t('lostAnother')}
        </QuietButton>
      </Box>
    </>
  )
}
