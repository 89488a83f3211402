import { replyToCall } from '@loumen/shared/calls/api'
import type { CallReply } from '@loumen/shared/calls/schema'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box, Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import type { Stage } from './stage'

interface Props {
  household: HouseholdTickets
  stage: Stage
  again: () => Promise<void>
}

/** What a called household may answer, with what happens next before it is sent. */
export function Replies({ household, stage, again }: Props) {
  const { t } = useWords(phoneCallWords)
  const { write, busy, problem, retry } = useWrite('resident')
  const [asking, setAsking] = useState<'moreTime' | 'cannotCome'>()
  const { roundId, householdId, reply } = household
  const send = (kind: CallReply) => {
    void write(replyToCall, { roundId, householdId, reply: kind }, () => {
      setAsking(undefined)
      void again()
    })
  }
  if (stage === 'door' && reply?.kind !== 'cannotCome') return null
  return (
    <Box id="replies" className="replies">
      <ProblemNote problem={problem} retry={retry} />
      {asking ? (
        <Box className="card reply-card" role="group">
          <Heading className="card-title">{t(`${asking}Sure`)}</Heading>
          <Words className="paragraph">{t(`${asking}Then`)}</Words>
          <QuietButton id={`reply-${asking}-send`} onPress={() => send(asking)} disabled={busy}>
            {t(`${asking}Send`)}
          </QuietButton>
          <QuietButton id="reply-back" onPress={() => setAsking(undefined)}>
            {t('backToCall')}
          </QuietButton>
        </Box>
      ) : (
        <>
          {stage === 'called' && reply?.kind === 'coming' && <Words className="paragraph">{t('onTheWay')}</Words>}
          {(stage === 'moreTime' || stage === 'door') && (
            <QuietButton id="reply-coming" onPress={() => send('coming')} disabled={busy}>
              {t('comingAfterAll')}
            </QuietButton>
          )}
          {stage === 'called' && (
            <QuietButton id="reply-moreTime" onPress={() => setAsking('moreTime')}>
              {t('askMoreTime')}
            </QuietButton>
          )}
          {stage !== 'door' && (
            <QuietButton id="reply-cannotCome" onPress={() => setAsking('cannotCome')}>
              {t('askCannotCome')}
            </QuietButton>
          )}
        </>
      )}
    </Box>
  )
}
