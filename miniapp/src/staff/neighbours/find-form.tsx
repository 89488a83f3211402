import { findNeighbour } from '@loumen/shared/helping/api'
import type { Neighbour } from '@loumen/shared/helping/schema'
import { helpingWords } from '@loumen/shared/words/helping'
import { useState } from 'react'
import { useSession } from '../../remote/session'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Press, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { entrancesWhere, type RoundOfWork } from '../home/tasks'

/** What was said, and who fits it. */
export interface Sought {
  about: { roundId: string; entranceId: string; door: string; said: string }
  entrance: string
  neighbours: Neighbour[]
}

/** The door and the surname or last four: who is it. The only entrance is chosen already. */
export function FindForm({ rounds, onFound }: { rounds: readonly RoundOfWork[]; onFound: (sought: Sought) => void }) {
  const { t } = useWords(helpingWords)
  const session = useSession('staff')
  const { write, busy, problem, retry } = useWrite('staff')
  const me = session?.me
  const places = rounds.flatMap((round) =>
    me
      ? entrancesWhere('neighbours.help', round, me.grants, Date.parse(me.now)).map(({ id, label }) => ({
          value: `${round.id} ${id}`,
          text: rounds.length > 1 ? `${label} · ${round.name}` : label,
        }))
      : [],
  )
  const [chosen, setChosen] = useState<string>()
  const [door, setDoor] = useState('')
  const [said, setSaid] = useState('')
  const place = places.find(({ value }) => value === chosen) ?? (places.length === 1 ? places[0] : undefined)
  const ready = place && door.trim() && said.trim()
  const find = () => {
    if (!place || !ready) return
    const [roundId = '', entranceId = ''] = place.value.split(' ')
    const about = { roundId, entranceId, door: door.trim(), said: said.trim() }
    void write(findNeighbour, about, ({ neighbours }) => onFound({ about, entrance: place.text, neighbours }))
  }
  return (
    <>
      <Words className="lead">{t('lead')}</Words>
      {!place && (
        <Choices
          id="neighbour-entrance"
          label={t('entrance')}
          titled
          options={places}
          value={undefined}
          onChange={setChosen}
        />
      )}
      {place && (
        <Box className="card">
          <Words className="card-title">{place.text}</Words>
          {places.length > 1 && (
            <Press id="other-entrance" className="press-link" onPress={() => setChosen(undefined)}>
              {t('otherEntrance')}
            </Press>
          )}
          <TextField
            id="neighbour-door"
            label={t('door')}
            hint={t('doorHint')}
            value={door}
            onChange={setDoor}
            autoComplete="off"
            maxLength={20}
          />
          <TextField
            id="neighbour-said"
            label={t('said')}
            value={said}
            onChange={setSaid}
            onEnter={find}
            autoComplete="off"
            maxLength={20}
          />
          <BigButton id="neighbour-find" onPress={find} disabled={busy || !ready}>
            {t('find')}
          </BigButton>
          <ProblemNote problem={problem} retry={retry} asks />
        </Box>
      )}
    </>
  )
}
