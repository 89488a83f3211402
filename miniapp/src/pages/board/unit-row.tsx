import type { Board, BoardUnit } from '@loumen/shared/calls/schema'
import { whenSaid } from '@loumen/shared/words/when'
import { domainNow } from '../../remote/live'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Words } from '../../ui/elements'
import { useWords } from '../../use-words'

interface Props {
  unit: BoardUnit
  own: boolean
  sites: Board['sites']
}

/** One entrance of the board: its colour, its name, when. */
export function UnitRow({ unit, own, sites }: Props) {
  const { t, word, language } = useWords()
  const { minutes, calledAt, siteId } = unit
  const site = sites.length > 1 ? sites.find(({ id }) => id === siteId)?.name : undefined
  const when = calledAt
    ? whenSaid(language, calledAt, domainNow('resident'))
    : minutes && t('boardMinutes', { from: minutes[0], to: minutes[1] })
  return (
    <Box id={`unit-${unit.entranceId}`} className={`row ${own ? 'row-own' : ''}`}>
      <ColourTile colour={unit.colour} />
      <Box className="row-words">
        <Words className="row-title">{unit.label}</Words>
        <Words className="quiet">
          {[own && t('ownEntrance'), word('unit', unit.state), site].filter(Boolean).join(' · ')}
        </Words>
      </Box>
      {when && <Words className="row-end">{when}</Words>}
    </Box>
  )
}
