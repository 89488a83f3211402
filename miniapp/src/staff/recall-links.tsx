import { recallDoors } from '@loumen/shared/incidents/doors'
import type { Recall } from '@loumen/shared/incidents/schema'
import { recallPhoneWords } from '@loumen/shared/words/recall-on-phones'
import { goToStaff } from '../platform/places'
import { Words } from '../ui/elements'
import { LinkRow } from '../ui/link-row'
import { Section } from '../ui/page'
import { useWords } from '../use-words'
import { RecallDoors } from './recall-doors'
import { useElapsed, useRecalls } from './use-recalls'

/** The recalls to work on, before everything else. Nothing while there are none. */
export function RecallLinks({ communityIds }: { communityIds: readonly string[] }) {
  const { t } = useWords(recallPhoneWords)
  const { recalls } = useRecalls(communityIds)
  if (!recalls?.length) return null
  const own = recalls.flatMap(recallDoors).filter(({ team, state }) => team?.own && state !== 'done')
  return (
    <Section id="recalls-first" title={`⚠ ${t('links')}`}>
      {recalls.map((recall) => (
        <RecallLink key={recall.id} recall={recall} />
      ))}
      {own.length > 0 && <Words className="lead">{t('ownDoors', { count: own.length })}</Words>}
      <RecallDoors doors={own} />
    </Section>
  )
}

function RecallLink({ recall: { id, number, people, samplesWanted, openedAt } }: { recall: Recall }) {
  const { t } = useWords(recallPhoneWords)
  const { text } = useElapsed(openedAt)
  const left = people.filter(({ samples }) => samples.length < samplesWanted).length
  return (
    <LinkRow id={`to-recall-${id}`} onPress={() => goToStaff('recall', { recall: id })}>
      {left ? t('link', { number, left, elapsed: text }) : t('linkDone', { number })}
    </LinkRow>
  )
}
