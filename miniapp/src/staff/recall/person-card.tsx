import type { Recall, RecallPerson } from '@loumen/shared/incidents/schema'
import { recallPhoneWords } from '@loumen/shared/words/recall-on-phones'
import { useState } from 'react'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'
import { Phones } from './phones'
import { ReachForm } from './reach-form'
import { SampleForm } from './sample-form'

interface Props {
  recall: Recall
  person: RecallPerson
  again: () => Promise<void>
}

/** One person: where they live, how to reach them, whether they were told, and their single samples. */
export function PersonCard({ recall, person, again }: Props) {
  const { t, word } = useWords(recallPhoneWords)
  const staff = useStaffWords()
  const writing = useWrite('staff')
  const [open, setOpen] = useState<'reach' | 'sample'>()
  const { residentId: id, entrance, floor, door, colour, reached, samples, tags, reachable } = person
  const done = () => {
    setOpen(undefined)
    void again()
  }
  const form = { recall, person, writing, done, again, cancel: () => setOpen(undefined) }
  const Next = reached ? QuietButton : BigButton
  const Then = reached && !samples.length ? BigButton : QuietButton
  return (
    <Box id={`recall-${id}`} className="card">
      <Box className="where">
        <ColourTile colour={colour} />
        <Box className="where-words">
          <Heading className="where-entrance">
            {entrance} · {staff.t('floorDoor', { floor, door })}
          </Heading>
          <Words className="person-line">
            {person.name} · {word('why', person.why)}
          </Words>
        </Box>
      </Box>
      {person.team && (
        <Words className="quiet">{t('teamPlace', { team: person.team.name, place: person.place ?? 1 })}</Words>
      )}
      <Words className="quiet">
        {[t(`reachable.${reachable}`), ...tags.map((tag) => word('tag', tag))].join(' · ')}
      </Words>
      <Words className={reached ? 'person-line' : 'note'}>
        {reached
          ? t('told', {
              time: clockTime(reached.at),
              where: word('where', reached.where),
              place: reached.place ?? '',
              how: word('told', reached.how),
              by: reached.toldBy,
            })
          : t('notReached')}
      </Words>
      {samples.map(({ tubeId, barcode, lab, at }) => (
        <Words key={tubeId} className="person-line">
          ✓ {clockTime(at)} {barcode} · {lab}
        </Words>
      ))}
      <ProblemNote problem={writing.problem} retry={writing.retry} />
      {!open && (
        <Box className="steps">
          <Phones recallId={recall.id} person={person} />
          <Next id={`reach-${id}`} onPress={() => setOpen('reach')}>
            {t(reached ? 'reachAgain' : 'reach')}
          </Next>
          <Then id={`sample-${id}`} onPress={() => setOpen('sample')}>
            {t(samples.length ? 'sampleAgain' : 'sample')}
          </Then>
        </Box>
      )}
      {open === 'reach' && <ReachForm {...form} />}
      {open === 'sample' && <SampleForm {...form} />}
    </Box>
  )
}
