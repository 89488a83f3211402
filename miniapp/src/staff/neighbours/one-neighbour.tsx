import { releaseNeighbour } from '@loumen/shared/helping/api'
import type { OwnNeighbour } from '@loumen/shared/helping/schema'
import { helpingWords } from '@loumen/shared/words/helping'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { SureButton } from '../../ui/sure-button'
import { useWords } from '../../use-words'
import { toFetch } from '../use-neighbours'

/** One neighbour: whether they wait, are called and have to be fetched, or have come. */
export function OneNeighbour({ help, again }: { help: OwnNeighbour; again: () => Promise<void> }) {
  const { t } = useWords(helpingWords)
  const { write, busy, problem, retry } = useWrite('staff')
  const { id, entrance, colour, door, name, number, calledAt, againAt, come, site, answer } = help
  const fetch = toFetch([help]).length > 0
  const state = () => {
    if (come) return t('come')
    if (answer === 'needsDoor') return t('atDoor')
    if (answer === 'excused' || answer === 'refuses') return t('notComing')
    if (againAt) return t('again', { time: clockTime(againAt) })
    return calledAt ? t('called', { time: clockTime(calledAt) }) : t('waiting')
  }
  return (
    <Box id={`neighbour-${door}`} className="card">
      <Box className="where">
        <ColourTile colour={colour} />
        <Words className="card-title">{`${entrance} ${door} ${name} · ${t('number', { number })}`}</Words>
      </Box>
      <Words className={fetch ? 'big-title' : 'lead'}>{state()}</Words>
      {fetch && site && <Words className="lead">{t('to', { site })}</Words>}
      <ProblemNote problem={problem} retry={retry} />
      {!come && (
        <SureButton
          id={`release-${door}`}
          words={{ ask: t('release'), meaning: t('releaseMeaning'), yes: t('releaseYes') }}
          disabled={busy}
          onSure={() => void write(releaseNeighbour, { helpId: id }, () => void again())}
        />
      )}
    </Box>
  )
}
