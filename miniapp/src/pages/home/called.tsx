import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { useState } from 'react'
import { soundWaitsForTouch, switchSoundOn } from '../../platform/attention'
import { Box, Heading, Press, Words } from '../../ui/elements'
import { Shape } from '../../ui/shape'
import { useWords } from '../../use-words'
import type { HomeSite } from './site-of'
import { comingDown } from './stage'

interface Props {
  household: HouseholdTickets
  site: HomeSite | undefined
}

/** The call: one sentence, the shape, the numbers, the site. */
export function Called({ household, site }: Props) {
  const { t, colourName, shapeName } = useWords()
  const calling = useWords(phoneCallWords)
  const [quiet, setQuiet] = useState(soundWaitsForTouch)
  const people = comingDown(household)
  return (
    <Box id="called" className="called" role="alert">
      <Box className="pulse">
        <Shape
          colour={household.colour}
          size={120}
          label={`${colourName(household.colour)} ${shapeName(household.colour)}`}
        />
      </Box>
      <Heading className="called-title">{t('calledTitle')}</Heading>
      <Words className="called-entrance">{household.entrance}</Words>
      {site && <Words className="called-site">{t('calledBody', { site: site.name })}</Words>}
      {site && <Words className="called-place">{site.place}</Words>}
      {household.apart && <Words className="called-site">{calling.t('laneSeparate')}</Words>}
      {household.times > 1 && (
        <Words id="called-again" className="called-label">
          {calling.t('calledAgain', { times: household.times })}
        </Words>
      )}
      <Words className="called-label">{t('calledNumbers')}</Words>
      <Box className="numbers">
        {people.map(({ id, number }) => (
          <Words key={id} className={`number ${people.length > 2 ? 'number-big' : 'number-huge'}`}>
            {number}
          </Words>
        ))}
      </Box>
      {quiet && (
        <Press
          id="sound-on"
          className="press-link"
          onPress={() => {
            switchSoundOn()
            setQuiet(false)
          }}
        >
          {t('soundOn')}
        </Press>
      )}
    </Box>
  )
}
