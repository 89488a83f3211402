import { Mobile } from '@loumen/shared/accounts/schema'
import { askToJoin } from '@loumen/shared/muster/asks-api'
import type { OwnJoinAsk } from '@loumen/shared/muster/schema'
import { arrivalWords } from '@loumen/shared/words/muster-on-phones'
import { useState } from 'react'
import { putIntoVault, readVault } from '../../platform/vault'
import { newOperationId } from '../../remote/call'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { Ticks } from '../../ui/ticks'
import { useWords } from '../../use-words'
import { Answer } from './answer'

/** What the phone keeps of its ask, until it is signed in. */
export interface KeptAsk {
  siteId: string
  askId: string
  key: string
  phone: string
}

const place = 'staff.joinAsk'
/** The ask that this phone made at a site. */
export const keptAsk = (siteId: string) => {
  const kept = readVault<KeptAsk>(place)
  return kept?.siteId === siteId ? kept : undefined
}

export const forgetAsk = () => putIntoVault(place, undefined)

interface Props {
  code: string
  siteId: string
  /** Signed in already: nothing is left to do once the lead has said yes. */
  onApproved?: () => void
}

/** Somebody who is on no list gives name and number, and waits for the lead's answer. */
export function AskToHelp({ code, siteId, onApproved }: Props) {
  const [kept, setKept] = useState(() => keptAsk(siteId))
  const keep = (ask: KeptAsk | undefined) => {
    putIntoVault(place, ask)
    setKept(ask)
  }
  if (kept) return <Answer kept={kept} onApproved={onApproved} onAgain={() => keep(undefined)} />
  return <AskForm code={code} onAsked={(ask, key, phone) => keep({ siteId, askId: ask.id, key, phone })} />
}

interface FormProps {
  code: string
  onAsked: (ask: OwnJoinAsk, key: string, phone: string) => void
}

function AskForm({ code, onAsked }: FormProps) {
  const { t } = useWords(arrivalWords)
  const { write, busy, problem, retry } = useWrite('resident')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [agreed, setAgreed] = useState(false)
  const [key] = useState(newOperationId)
  const [incomplete, setIncomplete] = useState(false)
  const send = () => {
    const number = Mobile.safeParse(phone)
    const complete = name.trim() && number.success && agreed
    setIncomplete(!complete)
    if (!complete || !number.success) return
    const said = { code, key, name, phone: number.data, agreed: true as const }
    void write(askToJoin, said, (ask) => onAsked(ask, key, number.data))
  }
  return (
    <Box id="ask-form">
      <Words className="lead">{t('askLead')}</Words>
      <TextField
        id="ask-name"
        label={t('name')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={40}
        autoFocus
      />
      <TextField
        id="ask-phone"
        label={t('phone')}
        kind="phone"
        value={phone}
        onChange={setPhone}
        onEnter={send}
        autoComplete="tel"
        maxLength={20}
      />
      <Ticks
        id="ask-agree"
        label={t('agree')}
        options={[{ value: 'yes', text: t('agree') }]}
        values={agreed ? ['yes'] : []}
        onChange={(values) => setAgreed(values.includes('yes'))}
      />
      {incomplete && (
        <Box className="problem" role="alert">
          {t('incomplete')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <Box className="steps">
        <BigButton id="ask-send" onPress={send} disabled={busy}>
          {t('ask')}
        </BigButton>
      </Box>
    </Box>
  )
}
