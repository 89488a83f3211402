import { Button, Input, type InputProps, Picker, Text, View } from '@tarojs/components'
import type { BoxProps, DateFieldProps, PressProps, TextFieldProps } from './element-props'

export function Box({ label, role, children, ...rest }: BoxProps) {
  return (
    <View ariaLabel={label} ariaRole={role} {...rest}>
      {children}
    </View>
  )
}

export function Words({ label: _label, role: _role, children, ...rest }: BoxProps) {
  return <Text {...rest}>{children}</Text>
}

export function Heading({
  label,
  role: _role,
  level,
  className = '',
  children,
  ...rest
}: BoxProps & { level?: 1 | 2 }) {
  return (
    <View ariaLabel={label} ariaRole="heading" className={`h${level ?? 2} ${className}`} {...rest}>
      {children}
    </View>
  )
}

export function Press({ label, chosen, chooses, onPress, className = '', children, ...rest }: PressProps) {
  const mark = chooses && chosen ? 'press-chosen' : ''
  return (
    <Button
      className={`press ${mark} ${className}`}
      ariaLabel={label}
      {...(chooses && { ariaRole: chooses, ariaChecked: !!chosen })}
      onClick={onPress}
      {...rest}
    >
      {children}
    </Button>
  )
}

const inputs: Record<NonNullable<TextFieldProps['kind']>, Partial<InputProps>> = {
  text: { type: 'text' },
  phone: { type: 'number' },
  digits: { type: 'number' },
  password: { type: 'safe-password', password: true },
}

export function TextField(props: TextFieldProps) {
  const { id, label, value, onChange, onEnter, kind = 'text', autoFocus, maxLength, placeholder, hint } = props
  return (
    <View className="field">
      <View className="field-label">{label}</View>
      <Input
        {...inputs[kind]}
        id={id}
        className="field-input"
        ariaLabel={label}
        value={value}
        focus={autoFocus}
        maxlength={maxLength ?? 140}
        placeholder={placeholder}
        confirmType="done"
        confirmHold={!!onEnter}
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={(event) => onEnter?.(event.detail.value)}
      />
      {hint && <View className="field-hint">{hint}</View>}
    </View>
  )
}

export function DateField({ id, label, value, from, to, onChange }: DateFieldProps) {
  return (
    <View className="field">
      <View className="field-label">{label}</View>
      <Picker mode="date" value={value} start={from} end={to} onChange={(event) => onChange(event.detail.value)}>
        <View id={id} className="field-input">
          {value}
        </View>
      </Picker>
    </View>
  )
}
