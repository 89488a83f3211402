import { canSomewhere } from '@loumen/shared/abilities'
import { acknowledgeAlert } from '@loumen/shared/incidents/api'
import type { Recall } from '@loumen/shared/incidents/schema'
import { recallPhoneWords } from '@loumen/shared/words/recall-on-phones'
import { domainNow } from '../../remote/live'
import { useSession } from '../../remote/session'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

/** Who was told and whether somebody answered: the sampling team acknowledges for itself, a lead for the community. */
export function Bodies({ recall, again }: { recall: Recall; again: () => Promise<void> }) {
  const { t, word } = useWords(recallPhoneWords)
  const session = useSession('staff')
  const { write, busy, problem, retry } = useWrite('staff')
  const decides = !!session && canSomewhere(session.me.grants, 'recalls.decide', domainNow('staff'))
  return (
    <Box>
      {recall.alerts.map(({ id, body, acknowledged }) => {
        if (acknowledged)
          return (
            <Words key={id} className="person-line">
              ✓ {t('acknowledged', { body: word('body', body), by: acknowledged.by })}
            </Words>
          )
        return body === 'samplingTeam' || (decides && body === 'community') ? (
          <BigButton
            key={id}
            id={`acknowledge-${body}`}
            disabled={busy}
            onPress={() =>
              void write(acknowledgeAlert, { alertId: id }, again, () => {
                void again()
                return false
              })
            }
          >
            {t('acknowledge', { body: word('body', body) })}
          </BigButton>
        ) : (
          <Words key={id} className="person-line">
            ○ {t('waitingFor', { body: word('body', body) })}
          </Words>
        )
      })}
      <ProblemNote problem={problem} retry={retry} />
    </Box>
  )
}
