import { Typography } from 'antd'
import { useWords } from './language'

/** A text to be posted elsewhere, copied by one click; without a clipboard it can still be selected. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const { t } = useWords()
  return (
    <p className="copy-line">
      <span>{label}</span>
      <Typography.Text copyable={{ text, tooltips: [t('copy'), t('copied')] }}>{text}</Typography.Text>
    </p>
  )
}
