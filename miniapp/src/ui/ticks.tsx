import { Box, Press, Words } from './elements'

interface Props {
  id: string
  label: string
  options: readonly { value: string; text: string; hint?: string; disabled?: boolean }[]
  values: readonly string[]
  onChange: (values: string[]) => void
}

/** Any of several, ticked one by one. */
export function Ticks({ id, label, options, values, onChange }: Props) {
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value])
  return (
    <Box id={id} className="choices" role="group" label={label}>
      {options.map(({ value, text, hint, disabled }) => (
        <Press
          key={value}
          className={`choice ${values.includes(value) ? 'choice-on' : ''}`}
          chooses="checkbox"
          chosen={values.includes(value)}
          disabled={disabled}
          onPress={() => toggle(value)}
        >
          <Words className="choice-dot">{values.includes(value) ? '☑' : '☐'}</Words>
          <Box className="choice-words">
            <Words>{text}</Words>
            {hint && <Words className="choice-hint">{hint}</Words>}
          </Box>
        </Press>
      ))}
    </Box>
  )
}
