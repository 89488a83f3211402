import { helpingWords } from '@loumen/shared/words/helping'
import { useEffect } from 'react'
import { alertWith } from '../platform/attention'
import { goToStaff } from '../platform/places'
import { keep, readKept } from '../platform/storage'
import { Press } from '../ui/elements'
import { useWords } from '../use-words'
import { toFetch, useNeighbours } from './use-neighbours'

const place = 'neighboursAlerted'

/** On every page of work: a neighbour whom one registered is called. Sounds once for each call, and leads to them. */
export function NeighbourBar({ leads }: { leads: boolean }) {
  const { t } = useWords(helpingWords)
  const called = toFetch(useNeighbours().value?.neighbours ?? [])
  const [first] = called
  const mark = called.map(({ id, calledAt, againAt }) => `${id} ${againAt ?? calledAt}`).join(' ')
  useEffect(() => {
    const known = readKept<string>(place) ?? ''
    if (mark.split(' ').some((part) => !known.includes(part))) alertWith('call')
    if (mark) keep(place, mark)
  }, [mark])
  if (!first) return null
  const { entrance, door } = first
  return (
    <Press id="neighbour-called" className="bar-called" onPress={() => leads && goToStaff('neighbours')}>
      {called.length > 1 ? t('barMore', { count: called.length }) : t('bar', { entrance, door })}
    </Press>
  )
}
