import { BigButton } from '../../ui/big-button'
import { Heading, Words } from '../../ui/elements'
import { ResidentPage } from '../../ui/resident-page'
import { useWords } from '../../use-words'

/** What became of the claim, and what happens next. */
export function Answered({ answer, onHome }: { answer: 'granted' | 'waiting'; onHome: () => void }) {
  const { t } = useWords()
  return (
    <ResidentPage
      id={`claim-${answer}`}
      title={t('claimTitle')}
      footer={
        <BigButton id="to-home" onPress={onHome}>
          {t('toHome')}
        </BigButton>
      }
    >
      <Heading className="big-title">{t(answer === 'granted' ? 'claimGranted' : 'claimWaitingTitle')}</Heading>
      <Words className="lead">{t(answer === 'granted' ? 'claimGrantedBody' : 'claimWaitingBody')}</Words>
    </ResidentPage>
  )
}
