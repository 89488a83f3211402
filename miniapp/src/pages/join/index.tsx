import { myApplications } from '@loumen/shared/joining/api'
import { joiningWords } from '@loumen/shared/words/joining'
import { useState } from 'react'
import { useRead } from '../../remote/use-read'
import { BigButton } from '../../ui/big-button'
import { Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { useWords } from '../../use-words'
import { JoinForm } from './form'
import { OneApplication } from './one-application'

const everything = {}

/** For somebody who is not on the list: who they are and where they live, and what became of it. */
export default function Join() {
  const { t } = useWords(joiningWords)
  const mine = useRead('resident', myApplications, everything, { keepAs: 'applications' })
  const [writing, setWriting] = useState(false)
  const applications = mine.value?.applications ?? []
  if (mine.value && (writing || !applications.length))
    return (
      <JoinForm
        onSent={() => {
          setWriting(false)
          void mine.again()
        }}
      />
    )
  return (
    <ResidentPage
      id="join"
      title={t('title')}
      footer={
        mine.value && (
          <BigButton id="join-another" onPress={() => setWriting(true)}>
            {t('another')}
          </BigButton>
        )
      }
    >
      <Words className="lead">{t('mine')}</Words>
      {applications.map((application) => (
        <OneApplication key={application.id} application={application} onChanged={() => void mine.again()} />
      ))}
      <ProblemNote problem={mine.problem} retry={mine.again} asks />
    </ResidentPage>
  )
}
