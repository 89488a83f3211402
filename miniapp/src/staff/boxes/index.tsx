import { findBox, listBoxes, openBox } from '@loumen/shared/boxes/api'
import type { Box as BoxView } from '@loumen/shared/boxes/schema'
import { rooms } from '@loumen/shared/events'
import { Barcode } from '@loumen/shared/fields'
import { useRouter } from '@tarojs/taro'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { type BoxesAt, boxByLabel, boxesWith } from '../../offline/boxes'
import { journal, onJournalChange } from '../../offline/journal'
import { useTruth } from '../../offline/truths'
import { useRoundPack } from '../../offline/use-round-pack'
import { alertWith } from '../../platform/attention'
import { callAs } from '../../remote/call'
import { type Problem, problemOf } from '../../remote/problem'
import { useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'
import { StaffPage } from '../staff-page'
import { useTableWords } from '../use-table-words'
import { BoxRow } from './box-row'
import { OneBox } from './one-box'
import { useMay } from './use-may'

/** Boxes of a site: filled, sealed, handed over and received by scanning. */
export default function BoxesPage() {
  const { t } = useTableWords()
  const shared = useWords()
  const { round: roundId, site: siteId } = useRouter().params
  const session = useSession('staff')
  const may = useMay()
  const reading = useRead('staff', listBoxes, session && roundId ? { roundId } : undefined, {
    rooms: [siteId && rooms.site(siteId), roundId && rooms.board(roundId)],
  })
  const { write, busy, problem, retry } = useWrite('staff')
  const [chosen, setChosen] = useState<BoxView>()
  const [lost, setLost] = useState<Problem>()
  const entries = useSyncExternalStore(onJournalChange, journal, journal)
  const pack = useRoundPack(session ? roundId : undefined, reading.at)
  const value = useMemo<BoxesAt | undefined>(
    () => (reading.value && roundId ? { roundId, siteId, boxes: reading.value.boxes } : undefined),
    [reading.value, roundId, siteId],
  )
  const truth = useTruth('boxes', session ? roundId : undefined, { ...reading, value })
  const boxes = truth ? boxesWith(truth.value, entries, truth.at, pack) : []
  // A box that was opened without a network gets its id when the server has it; until then its label tells which it is.
  const box =
    boxes.find(({ id }) => id === chosen?.id) ??
    boxes.find(({ code, state }) => code === chosen?.code && state !== 'received') ??
    chosen
  const show = (one: BoxView) => {
    setChosen(one)
    void reading.again()
  }
  const scanned = (text: string) => {
    const code = Barcode.safeParse(text)
    if (!code.success) return alertWith('refused')
    setLost(undefined)
    const known = boxes.find((one) => one.code === code.data && one.state !== 'received')
    if (known) return show(known)
    if (may('boxes.pack') && siteId) return void write(openBox, { siteId, code: code.data }, show)
    callAs.staff(findBox, { code: code.data }).then(show, (error: unknown) => {
      const problem = problemOf(error)
      setLost(problem)
      if (problem.kind === 'unreachable' && roundId) show(boxByLabel({ roundId, siteId }, code.data, {}))
    })
  }
  return (
    <StaffPage id="boxes" title={box ? box.code : t('boxesTitle')} at={truth?.at} gloved>
      {box ? (
        <>
          <OneBox key={box.code} box={box} may={may} onBox={show} />
          <QuietButton id="all-boxes" onPress={() => setChosen(undefined)}>
            {shared.t('back')}
          </QuietButton>
        </>
      ) : (
        <>
          <ScanField id="box-code" label={t(may('boxes.pack') ? 'newBox' : 'findBox')} hint="" onScan={scanned}>
            {(send) => (
              <BigButton id="use-box" onPress={send} disabled={busy}>
                {t(may('boxes.pack') ? 'openBox' : 'findBox')}
              </BigButton>
            )}
          </ScanField>
          <ProblemNote problem={problem ?? lost} retry={retry} />
          {truth && !boxes.length && <Words className="quiet">{t('noBoxes')}</Words>}
          <Section>
            {boxes.map((one) => (
              <BoxRow key={one.id} box={one} onPress={() => show(one)} />
            ))}
          </Section>
        </>
      )}
      <ProblemNote problem={reading.problem} />
    </StaffPage>
  )
}
