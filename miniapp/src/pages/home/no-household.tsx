import { joiningWords } from '@loumen/shared/words/joining'
import { goTo } from '../../platform/places'
import { BigButton } from '../../ui/big-button'
import { Heading, Press, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import { HomePage } from './home-page'

/** Signed in, but no household is theirs to see yet. */
export function NoHousehold({ waiting }: { waiting: boolean }) {
  const { t } = useWords()
  const { t: say } = useWords(joiningWords)
  const claim = () => goTo('claim')
  return (
    <HomePage
      footer={
        !waiting && (
          <BigButton id="to-claim" onPress={claim}>
            {t('claimStep')}
          </BigButton>
        )
      }
    >
      <Heading className="big-title">{t(waiting ? 'claimWaitingTitle' : 'noHouseholdTitle')}</Heading>
      <Words className="lead">{t(waiting ? 'claimWaitingBody' : 'noHouseholdBody')}</Words>
      <Press id="to-join" className="press-link" onPress={() => goTo('join')}>
        {say('link')}
      </Press>
      {waiting && (
        <Press id="to-claim" className="press-link" onPress={claim}>
          {t('claimStep')}
        </Press>
      )}
    </HomePage>
  )
}
