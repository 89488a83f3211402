import type { PhoneNumberButtonProps } from './element-props'

/** A browser knows no number. */
export const PhoneNumberButton = (_props: PhoneNumberButtonProps) => null
