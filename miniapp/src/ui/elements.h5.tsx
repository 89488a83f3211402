import { useEffect, useRef } from 'react'
import type { BoxProps, DateFieldProps, PressProps, TextFieldProps } from './element-props'

const spoken = (label: string | undefined) => ({ 'aria-label': label })

export function Box({ label, children, ...rest }: BoxProps) {
  return (
    <div {...spoken(label)} {...rest}>
      {children}
    </div>
  )
}

export function Words({ label, children, ...rest }: BoxProps) {
  return (
    <span {...spoken(label)} {...rest}>
      {children}
    </span>
  )
}

export function Heading({ label, role: _role, children, level = 2, ...rest }: BoxProps & { level?: 1 | 2 }) {
  const Tag = level === 1 ? 'h1' : 'h2'
  return (
    <Tag {...spoken(label)} {...rest}>
      {children}
    </Tag>
  )
}

export function Press({ label, chosen, chooses, onPress, className = '', children, ...rest }: PressProps) {
  return (
    <button
      type="button"
      className={`press ${className}`}
      {...spoken(label)}
      {...(chooses && { role: chooses, 'aria-checked': !!chosen })}
      onClick={onPress}
      {...rest}
    >
      {children}
    </button>
  )
}

const inputs = {
  text: { type: 'text', inputMode: 'text' },
  phone: { type: 'tel', inputMode: 'tel' },
  digits: { type: 'text', inputMode: 'numeric' },
  password: { type: 'password', inputMode: 'text' },
} as const

export function TextField(props: TextFieldProps) {
  const { id, label, onChange, onEnter, kind = 'text', autoFocus, focusTurn, hint, ...rest } = props
  const input = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn takes the focus again
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus, focusTurn])
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        {...inputs[kind]}
        {...rest}
        ref={input}
        id={id}
        className="field-input"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter?.(event.currentTarget.value)
        }}
      />
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  )
}

export function DateField({ id, label, value, from, to, onChange }: DateFieldProps) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field-input"
        type="date"
        min={from}
        max={to}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
