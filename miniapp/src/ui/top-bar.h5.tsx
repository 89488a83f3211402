import { useWords } from '../use-words'
import { Heading, Press } from './elements'

/** The title with a way back; WeChat draws its own. */
export function TopBar({ title, onBack }: { title: string; onBack?: () => void }) {
  const { t } = useWords()
  return (
    <header className="top-bar">
      {onBack && (
        <Press className="top-back" label={t('back')} onPress={onBack}>
          ‹
        </Press>
      )}
      <Heading level={1} className="top-title">
        {title}
      </Heading>
    </header>
  )
}
