import { withdrawVolunteering } from '@loumen/shared/volunteers/api'
import type { OwnVolunteering } from '@loumen/shared/volunteers/schema'
import { volunteeringWords } from '@loumen/shared/words/volunteers'
import { dayAndTime } from '../../platform/clock-time'
import { goToStaff } from '../../platform/places'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box, Press, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { Reminder } from '../../ui/reminder'
import { useWords } from '../../use-words'

/** One offer: its state in words, and the way to work once it is accepted. */
export function OneOffer({ offer, onChanged }: { offer: OwnVolunteering; onChanged: () => void }) {
  const { t } = useWords(volunteeringWords)
  const { write, busy, problem, retry } = useWrite('resident')
  const { id, community, name, state, helps, times, reason, place, until, login } = offer
  const said = [...helps.map((one) => t(`volunteerHelp.${one}`)), ...times.map((one) => t(`volunteerTime.${one}`))]
  return (
    <Box id={`offer-${id}`} className="card">
      <Words className="card-title">{`${name} · ${community}`}</Words>
      <Words className="lead">{t(`volunteer.${state}`)}</Words>
      <Words className="note">{said.join(' · ')}</Words>
      {reason && <Words className="note">{t('reason', { reason })}</Words>}
      {(state === 'accepted' || state === 'ended') && <Words className="note">{t('thanks')}</Words>}
      {state === 'accepted' && (
        <>
          {place && <Words className="note">{t('place', { place })}</Words>}
          {until && <Words className="note">{t('until', { day: dayAndTime(until) })}</Words>}
          <Words className="lead">{t('login', { login: login ?? '' })}</Words>
          <Words className="note">{t('loginHint')}</Words>
          <Reminder kinds={['neighbourCalled']} words="remindFetch" />
          <QuietButton id="volunteer-to-work" onPress={() => goToStaff('sign-in')}>
            {t('toWork')}
          </QuietButton>
        </>
      )}
      {state === 'waiting' && (
        <Press
          id="volunteer-withdraw"
          className="press-link"
          disabled={busy}
          onPress={() => void write(withdrawVolunteering, { volunteerId: id }, onChanged)}
        >
          {t('withdraw')}
        </Press>
      )}
      <ProblemNote problem={problem} retry={retry} />
    </Box>
  )
}
