import type { Output } from '@loumen/shared/endpoint'
import { revealPhones } from '@loumen/shared/incidents/api'
import type { RecallPerson } from '@loumen/shared/incidents/schema'
import { recallPhoneWords } from '@loumen/shared/words/recall-on-phones'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

/** Calls somebody: the numbers are shown on asking, which is written down. */
export function Phones({ recallId, person }: { recallId: string; person: RecallPerson }) {
  const { t } = useWords(recallPhoneWords)
  const { write, busy, problem, retry } = useWrite('staff')
  const [phones, setPhones] = useState<Output<typeof revealPhones>['phones']>()
  const { residentId, reachable } = person
  // A phone that says no leaves the number in sight, to be dialled by hand.
  const dial = (phoneNumber: string) => void Taro.makePhoneCall({ phoneNumber }).catch(() => {})
  if (reachable === 'door') return null
  if (phones?.length === 0) return <Words className="note">{t('noPhone')}</Words>
  if (phones)
    return (
      <Box>
        {phones.map(({ name, phone, own }) => (
          <BigButton key={phone} id={`dial-${residentId}-${phone.slice(-4)}`} onPress={() => dial(phone)}>
            {t(own ? 'callOwn' : 'callOther', { name, phone })}
          </BigButton>
        ))}
      </Box>
    )
  return (
    <Box>
      <QuietButton
        id={`call-${residentId}`}
        disabled={busy}
        onPress={() => void write(revealPhones, { recallId, residentId }, (shown) => setPhones(shown.phones))}
      >
        {t('call')}
      </QuietButton>
      <Words className="quiet">{t('callNote')}</Words>
      <ProblemNote problem={problem} retry={retry} />
    </Box>
  )
}
