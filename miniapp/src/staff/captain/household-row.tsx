import { planContact } from '@loumen/shared/calls/api'
import type { EntranceFollowed } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { domainNow } from '../../remote/live'
import { ContactPlanForm } from '../../ui/contact-plan-form'
import { Box, Heading, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'
import { AddPerson } from './add-person'
import { KnockRow } from './knock-row'
import type { CallingDesk } from './use-calling'

interface Props {
  household: EntranceFollowed['households'][number]
  callId: string | undefined
  chosen: boolean
  desk: CallingDesk
}

/** One door: its people, who has come, what it answered, and what a captain must know; more of it once chosen. */
export function HouseholdRow({ household, callId, chosen, desk }: Props) {
  const { t, word } = useStaffWords()
  const calling = useWords(phoneCallWords)
  const { id, door, people, tags, reply, knock, calledAt, contactPlan, hearsNothing } = household
  const said = (at: string) => whenSaid(calling.language, at, domainNow('staff'))
  const lines = [
    calledAt && calling.t('calledSince', { time: said(calledAt) }),
    reply && `${calling.t(`reply.${reply.kind}`)} ${said(reply.at)}`,
    knock && `${calling.t('channel.knocked')}：${calling.t(`knock.${knock.outcome}`)} ${said(knock.at)}`,
  ].filter(Boolean)
  return (
    <Box id={`household-${id}`} className={`row ${chosen ? 'row-own' : ''}`}>
      <Box className="row-words">
        <Heading className="row-title">{door}</Heading>
        {people.map(({ name, come, answer }) => (
          <Words key={name} className="person-line">
            {come ? '✓' : '○'} {name} · {come ? t('hasCome') : answer ? word('answer', answer) : t('notCome')}
          </Words>
        ))}
        {tags.length > 0 && <Words className="quiet">{tags.map((tag) => word('tag', tag)).join('、')}</Words>}
        {lines.length > 0 && <Words className="person-line door-line">{lines.join(' · ')}</Words>}
        {contactPlan && (
          <Words className="person-line door-line">
            {calling.t('planTitle')}：
            {[calling.t(`way.${contactPlan.way}`), contactPlan.detail].filter(Boolean).join('：')}
          </Words>
        )}
        {hearsNothing && !contactPlan && <Words className="person-line door-line">{calling.t('planNone')}</Words>}
      </Box>
      {chosen && (
        <Box className="row-whole">
          {callId && calledAt && <KnockRow callId={callId} household={household} desk={desk} />}
          <ContactPlanForm
            household={household}
            busy={desk.busy}
            onSave={(way, detail, then) => desk.tell(planContact, { householdId: id, way, detail }, then)}
          />
          <AddPerson householdId={id} desk={desk} />
        </Box>
      )}
    </Box>
  )
}
