import { Box, Press, Words } from './elements'

interface Props<V extends string> {
  id: string
  label: string
  /** Shows the label above; otherwise it is only spoken. */
  titled?: boolean
  options: readonly { value: V; text: string }[]
  value: V | undefined
  onChange: (value: V) => void
}

/** One of several, all of them in sight. */
export function Choices<V extends string>({ id, label, titled, options, value, onChange }: Props<V>) {
  return (
    <Box id={id} className="choices" role="radiogroup" label={label}>
      {titled && <Words className="field-label">{label}</Words>}
      {options.map((option) => (
        <Press
          key={option.value}
          id={`${id}-${option.value}`}
          className={`choice ${option.value === value ? 'choice-on' : ''}`}
          chooses="radio"
          chosen={option.value === value}
          onPress={() => onChange(option.value)}
        >
          <Words className="choice-dot">{option.value === value ? '●' : '○'}</Words>
          <Words className="choice-words">{option.text}</Words>
        </Press>
      ))}
    </Box>
  )
}
