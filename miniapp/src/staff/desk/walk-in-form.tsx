import { admitWalkIn } from '@loumen/shared/tubes/api'
import type { Declaration } from '@loumen/shared/tubes/before-swab'
import { readHome } from '@loumen/shared/tubes/read-home'
import type { Admission, Tube, Vouch, WalkIn } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Heading, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { useTableWords } from '../use-table-words'
import { useWork } from '../use-work'

interface Props {
  tube: Tube
  declared: Declaration
  /** The code of the blank slip in their hand, whose number becomes theirs. */
  slip?: string
  onDone: (admission: Extract<Admission, { kind: 'admitted' }>) => void
  onCancel: () => void
}

/** Somebody who is on no list, in three fields: name, document, where they live; a witness when there is no document. */
export function WalkInForm({ tube, declared, slip, onDone, onCancel }: Props) {
  const { t } = useTableWords()
  const shared = useWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const work = useWork()
  const [person, setPerson] = useState({ name: '', document: '', home: '', witness: '' })
  const [by, setBy] = useState<Vouch['by']>('guardian')
  const [missing, setMissing] = useState(false)
  const set = (field: keyof typeof person) => (value: string) => setPerson({ ...person, [field]: value })
  const entrances = work.value?.rounds.find(({ id }) => id === tube.roundId)?.entrances ?? []
  const home = readHome(person.home, entrances)
  const here = home?.kind === 'door' ? entrances.find(({ id }) => id === home.entranceId)?.label : undefined
  const send = () => {
    const [name, document, witness] = [person.name.trim(), person.document.trim(), person.witness.trim()]
    const complete = name && home && (document || witness)
    setMissing(!complete)
    if (!complete) return
    const walkIn: WalkIn = { name, home, tags: [], ...(document ? { document } : {}) }
    const vouch = document ? {} : { vouch: { by, name: witness } }
    void write(
      admitWalkIn,
      { tubeId: tube.id, walkIn, declared, ...vouch, ...(slip ? { slip } : {}) },
      (answer) => {
        if (answer.kind === 'admitted') onDone(answer)
      },
      () => {
        alertWith('refused')
        return false
      },
    )
  }
  return (
    <Box id="walk-in" className="card">
      <Heading className="card-title">{t('walkInTitle')}</Heading>
      <TextField
        id="walk-in-name"
        label={t('walkInName')}
        value={person.name}
        onChange={set('name')}
        maxLength={40}
        autoFocus
      />
      <TextField
        id="walk-in-document"
        label={t('walkInDocument')}
        value={person.document}
        onChange={set('document')}
        maxLength={30}
      />
      <TextField
        id="walk-in-home"
        label={t('walkInHome')}
        hint={t('walkInHomeHint')}
        value={person.home}
        onChange={set('home')}
        onEnter={send}
        maxLength={80}
      />
      {home && (
        <Words id="walk-in-read" className="quiet">
          {home.kind === 'door'
            ? t('walkInHere', { entrance: here, door: home.door })
            : t('walkInElsewhere', { address: home.address })}
        </Words>
      )}
      {!person.document.trim() && (
        <>
          <Choices
            id="walk-in-by"
            label={t('vouchTitle')}
            titled
            options={(['guardian', 'captain', 'volunteer'] as const).map((value) => ({
              value,
              text: t(`vouch.${value}`),
            }))}
            value={by}
            onChange={setBy}
          />
          <TextField
            id="walk-in-witness"
            label={t('vouchName')}
            value={person.witness}
            onChange={set('witness')}
            maxLength={40}
          />
        </>
      )}
      {missing && (
        <Box className="problem" role="alert">
          {t('walkInMissing')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <Box className="steps">
        <BigButton id="walk-in-send" onPress={send} disabled={busy}>
          {t('walkInSend')}
        </BigButton>
        <QuietButton id="walk-in-cancel" onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
