import { recallDoors, sampledSingly } from '@loumen/shared/incidents/doors'
import type { Recall, RecallPerson } from '@loumen/shared/incidents/schema'
import { recallPhoneWords } from '@loumen/shared/words/recall-on-phones'
import { useRouter } from '@tarojs/taro'
import { useRoundPack } from '../../offline/use-round-pack'
import { Box, Heading, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { StaffPage } from '../staff-page'
import { useElapsed, useRecalls } from '../use-recalls'
import { useWork } from '../use-work'
import { Bodies } from './bodies'
import { PersonCard } from './person-card'

/** One recall for those who go there: the hour running, and each person to reach and to sample singly. */
export default function RecallPage() {
  const { t } = useWords(recallPhoneWords)
  const shared = useWords()
  const { recall: recallId } = useRouter().params
  const communities = new Set((useWork().value?.rounds ?? []).flatMap(({ communityIds }) => communityIds))
  const { reading, recalls, may, at } = useRecalls([...communities])
  const recall = recalls?.find(({ id }) => id === recallId)
  useRoundPack(recall?.roundId, reading.at)
  return (
    <StaffPage id="recall" title={t('title')} at={at} gloved>
      {recall && <Shown recall={recall} again={reading.again} />}
      {!recall && (recalls || !may) && (
        <>
          <Heading className="big-title">{t('none')}</Heading>
          <Words className="lead">{t('noneBody')}</Words>
        </>
      )}
      {may && !recalls && !reading.problem && <Words className="quiet">{shared.t('loading')}</Words>}
      <ProblemNote problem={reading.problem} />
    </StaffPage>
  )
}

function Shown({ recall, again }: { recall: Recall; again: () => Promise<void> }) {
  const { t, word } = useWords(recallPhoneWords)
  const { number, outcome } = recall
  // In the order of the way, door by door.
  const people = recallDoors(recall).flatMap((door) => door.people)
  const { text, late } = useElapsed(recall.openedAt)
  const sampled = people.filter((person) => sampledSingly(recall, person))
  const left = people.filter((person) => !sampled.includes(person))
  const reached = people.filter((person) => person.reached).length
  const whose = ({ team }: RecallPerson) => (team ? (team.own ? 'own' : 'others') : 'nobodys')
  const own = left.filter((person) => whose(person) === 'own')
  const nobodys = left.filter((person) => whose(person) === 'nobodys')
  const others = left.filter((person) => whose(person) === 'others')
  const parts = [
    { id: 'to-do-own', title: t('toDoOwn', { count: own.length }), list: own },
    { id: 'to-do', title: t('toDo', { count: nobodys.length }), list: nobodys },
    { id: 'to-do-others', title: t('toDoOthers', { count: others.length }), list: others },
    { id: 'sampled', title: t('done', { count: sampled.length }), list: sampled },
  ]
  return (
    <>
      <Heading className="big-title">{t('elapsed', { elapsed: text })}</Heading>
      <Box className={late ? 'problem' : 'note'}>{t(late ? 'overHour' : 'withinHour')}</Box>
      <Words className="lead">{t('progress', { reached, sampled: sampled.length, all: people.length })}</Words>
      <Words className="quiet">
        {number} · {word('outcome', outcome)} · {t('facts', { ...recall })}
      </Words>
      <Bodies recall={recall} again={again} />
      <Words className="note">{t('frozen')}</Words>
      <Words className="note">{t('marks')}</Words>
      {parts.map(
        ({ id, title, list }) =>
          list.length > 0 && (
            <Section key={id} id={id} title={title}>
              {list.map((person) => (
                <PersonCard key={person.residentId} recall={recall} person={person} again={again} />
              ))}
            </Section>
          ),
      )}
    </>
  )
}
