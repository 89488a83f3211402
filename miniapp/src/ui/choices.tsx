import { Box, Press, Words } from './elements'

interface Props<V extends string> {
  id: string
  label: string
  options: readonly { value: V; text: string }[]
  value: V | undefined
  onChange: (value: V) => void
}

/** One of several, all of them in sight. */
export function Choices<V extends string>({ id, label, options, value, onChange }: Props<V>) {
  return (
    <Box id={id} className="choices" role="radiogroup" label={label}>
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
          <Words>{option.text}</Words>
        </Press>
      ))}
    </Box>
  )
}
