import { type ElevationWindow, stackFloors } from '@loumen/shared/look/elevation'
import { useWords } from '../use-words'
import { Box, Press, Words } from './elements'
import { svgBackground } from './svg'
import { windowSvg } from './window-svg'

interface Props {
  id?: string
  windows: readonly ElevationWindow[]
  chosen?: string
  onChoose: (householdId: string) => void
}

/** An entrance drawn as what it is: floors, with a window for each door; a tap chooses the household. */
export function Elevation({ id, windows, chosen, onChoose }: Props) {
  const { word } = useWords()
  return (
    <Box id={id} className="elevation">
      {stackFloors(windows).map(({ floor, windows: row }) => (
        <Box key={row[0]?.householdId ?? floor} className="floor">
          <Words className="floor-number">{floor || ''}</Words>
          {row.map(({ householdId, door, state }) => (
            <Press
              key={householdId}
              className={`window ${householdId === chosen ? 'window-chosen' : ''}`}
              label={`${door} ${word('window', state)}`}
              onPress={() => onChoose(householdId)}
            >
              <Box className="window-glass" style={svgBackground(windowSvg(state))} />
              <Words className="window-door">{door}</Words>
            </Press>
          ))}
        </Box>
      ))}
    </Box>
  )
}
