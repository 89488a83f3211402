import { helpingWords } from '@loumen/shared/words/helping'
import { useState } from 'react'
import { BigButton } from '../../ui/big-button'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { toFetch, useNeighbours } from '../use-neighbours'
import { useWork } from '../use-work'
import { Done } from './done'
import { FindForm, type Sought } from './find-form'
import { OneNeighbour } from './one-neighbour'
import { RegisterForm } from './register-form'

/** Registering a neighbour who has no phone, and whom one has to fetch. */
export default function Neighbours() {
  const { t } = useWords(helpingWords)
  const work = useWork()
  const mine = useNeighbours()
  const [sought, setSought] = useState<Sought>()
  const [doneId, setDoneId] = useState<string>()
  const helped = mine.value?.neighbours
  const done = helped?.find(({ id }) => id === doneId)
  const called = toFetch(helped ?? [])
  const others = helped?.filter((help) => help.id !== doneId && !called.includes(help))
  const again = () => {
    setSought(undefined)
    setDoneId(undefined)
  }
  return (
    <StaffPage
      id="neighbours"
      title={t('title')}
      at={mine.at}
      footer={
        done && (
          <BigButton id="another-neighbour" onPress={again}>
            {t('another')}
          </BigButton>
        )
      }
    >
      {called.map((help) => (
        <OneNeighbour key={help.id} help={help} again={mine.again} />
      ))}
      {done && <Done help={done} />}
      {!done && sought && (
        <RegisterForm
          sought={sought}
          onBack={again}
          onDone={(help) => {
            mine.set({ neighbours: [help, ...(helped ?? []).filter(({ id }) => id !== help.id)] })
            setDoneId(help.id)
          }}
        />
      )}
      {!done && !sought && work.value && <FindForm rounds={work.value.rounds} onFound={setSought} />}
      {others && (others.length > 0 || !helped?.length) && (
        <Section title={t('mine')}>
          {!others.length && <Words className="quiet">{t('none')}</Words>}
          {others.map((help) => (
            <OneNeighbour key={help.id} help={help} again={mine.again} />
          ))}
        </Section>
      )}
      <ProblemNote problem={mine.problem ?? work.problem} retry={mine.again} asks />
    </StaffPage>
  )
}
