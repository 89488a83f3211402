import { recordKnock } from '@loumen/shared/calls/api'
import { DoorOutcome, type EntranceFollowed } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { Box, Heading, Press, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'
import type { CallingDesk } from './use-calling'

interface Props {
  callId: string
  household: EntranceFollowed['households'][number]
  desk: CallingDesk
}

/** A door to knock: what one must know before, and what happened with one tap. */
export function KnockRow({ callId, household: { id, door, people, tags, hearsNothing, contactPlan }, desk }: Props) {
  const { t } = useWords(phoneCallWords)
  const { word } = useStaffWords()
  return (
    <Box id={`knock-${id}`} className="card">
      <Heading className="card-title">
        {door} · {people.map(({ name }) => name).join('、')}
      </Heading>
      {tags.length > 0 && <Words className="quiet">{tags.map((tag) => word('tag', tag)).join('、')}</Words>}
      {(hearsNothing || contactPlan) && (
        <Words className="paragraph">
          {hearsNothing ? `${t('deafTag')} · ` : ''}
          {contactPlan ? [t(`way.${contactPlan.way}`), contactPlan.detail].filter(Boolean).join('：') : t('planNone')}
        </Words>
      )}
      <Box className="chips">
        {DoorOutcome.options.map((outcome) => (
          <Press
            key={outcome}
            id={`knock-${id}-${outcome}`}
            className="chip"
            disabled={desk.busy}
            onPress={() => desk.tell(recordKnock, { callId, householdId: id, outcome })}
          >
            {t(`knock.${outcome}`)}
          </Press>
        ))}
      </Box>
    </Box>
  )
}
