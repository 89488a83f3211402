import { rooms } from '@loumen/shared/events'
import { myVolunteering } from '@loumen/shared/volunteers/api'
import { volunteeringWords } from '@loumen/shared/words/volunteers'
import { useState } from 'react'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { BigButton } from '../../ui/big-button'
import { Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { useWords } from '../../use-words'
import { OfferForm } from './form'
import { OneOffer } from './one-offer'

const everything = {}

/** For a resident who would like to help: what they can do and when, and what became of it. */
export default function Volunteering() {
  const { t } = useWords(volunteeringWords)
  const session = useSession('resident')
  const mine = useRead('resident', myVolunteering, everything, {
    rooms: [session ? rooms.resident(session.me.id) : undefined],
    keepAs: 'volunteering',
  })
  const [writing, setWriting] = useState(false)
  const offers = mine.value?.offers ?? []
  const open = offers.some(({ state }) => state === 'waiting' || state === 'accepted')
  if (mine.value && (writing || !offers.length))
    return (
      <OfferForm
        onSent={() => {
          setWriting(false)
          void mine.again()
        }}
      />
    )
  return (
    <ResidentPage
      id="volunteer"
      title={t('title')}
      footer={
        mine.value &&
        !open && (
          <BigButton id="volunteer-again" onPress={() => setWriting(true)}>
            {t('another')}
          </BigButton>
        )
      }
    >
      <Words className="lead">{t('mine')}</Words>
      {offers.map((offer) => (
        <OneOffer key={offer.id} offer={offer} onChanged={() => void mine.again()} />
      ))}
      <ProblemNote problem={mine.problem} retry={mine.again} asks />
    </ResidentPage>
  )
}
