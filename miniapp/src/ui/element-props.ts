import type { CSSProperties, ReactNode } from 'react'

/** What every drawn part takes; `id` is a stable hook for people who write tests. */
export interface BoxProps {
  id?: string
  className?: string
  style?: CSSProperties
  role?: 'img' | 'list' | 'listitem' | 'group' | 'radiogroup' | 'status' | 'alert' | 'main'
  /** What a screen reader says in place of the content. */
  label?: string
  children?: ReactNode
}

export interface PressProps {
  id?: string
  className?: string
  style?: CSSProperties
  label?: string
  disabled?: boolean
  /** For presses that choose: whether this one is chosen. */
  chosen?: boolean
  /** One of several (`radio`) or on its own (`checkbox`). */
  chooses?: 'radio' | 'checkbox'
  onPress: () => void
  children?: ReactNode
}

export interface TextFieldProps {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  onEnter?: (value: string) => void
  kind?: 'text' | 'phone' | 'digits' | 'password'
  autoComplete?: string
  autoFocus?: boolean
  /** With `autoFocus`: takes the focus again whenever this changes. */
  focusTurn?: string
  maxLength?: number
  placeholder?: string
  hint?: string
}

export interface PhoneNumberButtonProps {
  id: string
  disabled?: boolean
  /** The code that stands for the number, or undefined when WeChat gave none. */
  onNumber: (code: string | undefined) => void
  children: ReactNode
}

export interface DateFieldProps {
  id: string
  label: string
  /** YYYY-MM-DD, or empty. */
  value: string
  /** The first day that can be chosen. */
  from: string
  /** The last day that can be chosen. */
  to?: string
  onChange: (value: string) => void
}
