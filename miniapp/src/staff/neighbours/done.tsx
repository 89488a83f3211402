import type { OwnNeighbour } from '@loumen/shared/helping/schema'
import { helpingWords } from '@loumen/shared/words/helping'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Words } from '../../ui/elements'
import { useWords } from '../../use-words'

/** The number that is to be handed to the neighbour, large enough to be copied by hand. */
export function Done({ help }: { help: OwnNeighbour }) {
  const { t } = useWords(helpingWords)
  const { entrance, colour, door, name, number, slip } = help
  const words = {
    written: t('write', { name }),
    print: t('printed', { entrance, number }),
    scanned: t('bound', { name }),
  }
  return (
    <Box id="neighbour-done" className="card" role="status">
      <Words className="card-title">{t('done')}</Words>
      <Box className="where">
        <ColourTile colour={colour} />
        <Words className="where-entrance">{`${entrance} ${door}`}</Words>
      </Box>
      <Words id="neighbour-number" className="big-title">
        {t('number', { number })}
      </Words>
      <Words className="lead">{words[slip]}</Words>
      <Words className="quiet">{t('waiting')}</Words>
    </Box>
  )
}
