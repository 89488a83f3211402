import type { Declaration } from '@loumen/shared/tubes/before-swab'
import { closingAdvice } from '@loumen/shared/tubes/closing'
import type { Tube } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { ScanField } from '../scan-field'
import { TubePeople } from '../tube-people'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'
import { useCarried } from './carried'
import { Declare } from './declare'
import { Questions } from './questions'
import { SingleTube } from './single-tube'
import { useAdmission } from './use-admission'
import { WalkInForm } from './walk-in-form'

interface Props {
  tube: Tube
  onTube: (tube: Tube) => void
  again: () => Promise<void>
  entryCheck: boolean
}

/** The tube in hand: how many are in, one field for the next person, who is in. */
export function OpenTube({ tube, onTube, again, entryCheck }: Props) {
  const { t, language } = useStaffWords()
  const tables = useTableWords()
  const desk = useAdmission(tube, onTube, again)
  const carried = useCarried(tube.tableId ?? '')
  const [declared, setDeclared] = useState<Declaration>({})
  const [beside, setBeside] = useState<'walkIn' | 'single'>()
  const inside = desk.admitted.filter(({ residentId }) =>
    tube.people.some((person) => person.residentId === residentId),
  )
  const { people, capacity } = tube
  const full = people.length >= capacity
  const last = people.at(-1)
  const advice = closingAdvice({
    capacity,
    people: people.length,
    next: 0,
    quiet: last ? Date.now() - Date.parse(last.admittedAt) : 0,
  })
  const how = () => (Object.keys(declared).length ? { declared } : {})
  const scan = (text: string) => {
    desk.scanned(text, how())
    setDeclared({})
  }
  const free = !desk.question && !beside && !full
  return (
    <Box>
      <Box className={`counter ${full ? 'counter-full' : ''}`} role="status">
        <Words id="count" className="counter-number">
          {people.length}/{capacity}
        </Words>
        <Words className="counter-tube">{t('tubeOpen', { barcode: tube.barcode })}</Words>
      </Box>
      {tube.lane === 'separate' && <Box className="note">{tables.t('lane.separate')}</Box>}
      {full && (
        <Box id="tube-full" className="note" role="alert">
          {t('tubeFull', { capacity })}
        </Box>
      )}
      {advice === 'waited' && (
        <Box id="advice-waited" className="note" role="status">
          {tables.t('adviceWaited')}
        </Box>
      )}
      {inside.length > 0 && (
        <Box id="admitted" className="good" role="status">
          {t('admitted', { names: inside.map(({ name }) => name).join(language === 'zh' ? '、' : ', ') })}
        </Box>
      )}
      {desk.sent && (
        <Box id="sent-home" className="note" role="status">
          {tables.t(desk.sent.why === 'doorOnly' ? 'doorHome' : 'vaccinatedHome', { ...desk.sent })}
        </Box>
      )}
      {desk.unreadable && <ProblemNote problem={{ kind: 'refused', code: 'scan.unreadable', details: {} }} />}
      <ProblemNote problem={desk.problem} retry={desk.retry} />
      <Questions tube={tube} desk={desk} onCarry={carried.add} />
      {carried.list.length > 0 && !desk.question && (
        <Section id="carried" title={tables.t('carried')}>
          {carried.list.map((one) => (
            <Box key={one.who} className="row">
              <QuietButton
                id={`carried-${carried.list.indexOf(one)}`}
                disabled={full || desk.busy}
                onPress={() => {
                  carried.drop(one)
                  void desk.send(one.scan, one.how)
                }}
              >
                {tables.t('carriedTake', { who: one.who })}
              </QuietButton>
              <QuietButton id={`gone-${carried.list.indexOf(one)}`} onPress={() => carried.drop(one)}>
                {tables.t('carriedDrop')}
              </QuietButton>
            </Box>
          ))}
        </Section>
      )}
      {beside === 'walkIn' && (
        <WalkInForm
          tube={tube}
          declared={declared}
          onDone={(answer) => {
            setBeside(undefined)
            setDeclared({})
            desk.taken(answer)
          }}
          onCancel={() => setBeside(undefined)}
        />
      )}
      {beside === 'single' && (
        <SingleTube
          tableId={tube.tableId ?? ''}
          onDone={() => setBeside(undefined)}
          onCancel={() => setBeside(undefined)}
        />
      )}
      {free && (
        <>
          <ScanField turn={people.length} id="scan" label={t('scanPerson')} hint={t('scanPersonHint')} onScan={scan}>
            {(send) => (
              <BigButton id="admit" onPress={send}>
                {t('admit')}
              </BigButton>
            )}
          </ScanField>
          <QuietButton id="walk-in-open" onPress={() => setBeside('walkIn')}>
            {tables.t('walkIn')}
          </QuietButton>
          {entryCheck && (
            <QuietButton id="single-open" onPress={() => setBeside('single')}>
              {tables.t('single')}
            </QuietButton>
          )}
          <Declare declared={declared} onChange={setDeclared} />
        </>
      )}
      {!people.length && free && <Words className="quiet">{t('tubeEmpty')}</Words>}
      <TubePeople tube={tube} onTube={onTube} again={again} />
    </Box>
  )
}
