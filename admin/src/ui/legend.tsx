import { windowStates } from '@loumen/shared/look/elevation'
import { useWords } from './language'
import { Window, windowHeight, windowWidth } from './window'

/** What each kind of window means. */
export function Legend() {
  const { d, t } = useWords()
  return (
    <ul className="legend" aria-label={t('legend')}>
      {windowStates.map((state) => (
        <li key={state}>
          <svg viewBox={`-1 -1 ${windowWidth + 2} ${windowHeight + 2}`} width="18" height="15" aria-hidden="true">
            <Window state={state} x={0} y={0} />
          </svg>
          {d('window', state)}
        </li>
      ))}
    </ul>
  )
}
