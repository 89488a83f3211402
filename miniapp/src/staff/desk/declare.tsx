import type { Declaration } from '@loumen/shared/tubes/before-swab'
import { Box, Press, Words } from '../../ui/elements'
import { useTableWords } from '../use-table-words'

const chips: readonly (readonly [string & keyof typeof sayings, Declaration])[] = [
  ['ate0', { ate: 0 }],
  ['ate60', { ate: 60 }],
  ['smoked', { smoked: 0 }],
  ['anticoagulants', { anticoagulants: true }],
  ['throatDisease', { throatDisease: true }],
  ['vaccinated', { vaccinated: true }],
]
const sayings = {
  ate0: 'declare.ate0',
  ate60: 'declare.ate60',
  smoked: 'declare.smoked',
  anticoagulants: 'declare.anticoagulants',
  throatDisease: 'declare.throatDisease',
  vaccinated: 'declare.vaccinated',
} as const

interface Props {
  declared: Declaration
  onChange: (declared: Declaration) => void
}

/** What the next person says before the swab; nothing is tapped for most. */
export function Declare({ declared, onChange }: Props) {
  const { t } = useTableWords()
  return (
    <Box id="declare" className="section" role="group" label={t('declareTitle')}>
      <Words className="field-label">{t('declareTitle')}</Words>
      <Box className="chips">
        {chips.map(([name, says]) => {
          const [[key, value] = ['', undefined]] = Object.entries(says)
          const on = declared[key as keyof Declaration] === value
          return (
            <Press
              key={name}
              id={`declare-${name}`}
              className={`chip ${on ? 'chip-on' : ''}`}
              chooses="checkbox"
              chosen={on}
              onPress={() => onChange(on ? without(declared, key) : { ...declared, ...says })}
            >
              {t(sayings[name])}
            </Press>
          )
        })}
      </Box>
    </Box>
  )
}

const without = (declared: Declaration, key: string): Declaration =>
  Object.fromEntries(Object.entries(declared).filter(([other]) => other !== key))
