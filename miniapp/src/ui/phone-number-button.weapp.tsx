import { Button } from '@tarojs/components'
import type { PhoneNumberButtonProps } from './element-props'

/** Asks WeChat for the number it vouches for; without one the answer is undefined: refused, used up, or not allowed. */
export function PhoneNumberButton({ id, disabled, onNumber, children }: PhoneNumberButtonProps) {
  return (
    <Button
      id={id}
      className="press press-main"
      disabled={disabled}
      openType="getPhoneNumber"
      onGetPhoneNumber={({ detail }) => onNumber(detail.code || undefined)}
    >
      {children}
    </Button>
  )
}
