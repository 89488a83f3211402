import { goTo, goToStaff } from '../../platform/places'
import { BigButton } from '../../ui/big-button'
import { Box, Heading, Press, Words } from '../../ui/elements'
import { houseSvg } from '../../ui/house-svg'
import { svgBackground } from '../../ui/svg'
import { useWords } from '../../use-words'
import { HomePage } from './home-page'

const picture = [
  { state: 'cleared', colour: 1 },
  { state: 'called', colour: 4 },
  { state: 'next', colour: 5 },
  { state: 'waiting', colour: 10 },
] as const

/** What this is, for somebody who is not signed in, and one big step. */
export function Introduction() {
  const { t } = useWords()
  return (
    <HomePage
      footer={
        <BigButton id="to-sign-in" onPress={() => goTo('sign-in')}>
          {t('signInStep')}
        </BigButton>
      }
    >
      <Box className="intro-street">
        {picture.map(({ state, colour }) => (
          <Box key={colour} className="intro-house" style={svgBackground(houseSvg(state, colour))} />
        ))}
      </Box>
      <Heading className="big-title">{t('introTitle')}</Heading>
      <Words className="lead">{t('introBody')}</Words>
      <Press id="to-staff" className="press-link" onPress={() => goToStaff('home')}>
        {t('staffEntrance')}
      </Press>
    </HomePage>
  )
}
