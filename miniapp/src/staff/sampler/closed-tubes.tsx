import { voidTube } from '@loumen/shared/tubes/api'
import type { Tube } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { ReasonForm } from '../reason-form'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'
import { WrongPerson } from './wrong-person'

/** Before its result a tube may turn out to name somebody whose sample it has not. */
const correctable: readonly string[] = ['closed', 'boxed', 'received']

/** The tubes closed lately at this table; one that broke is voided here, and who was scanned by mistake is taken out. */
export function ClosedTubes({ tubes, again }: { tubes: readonly Tube[]; again: () => Promise<void> }) {
  const { t, language } = useStaffWords()
  const tables = useTableWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [breaking, setBreaking] = useState<Tube>()
  const [gone, setGone] = useState<Tube>()
  const [wrong, setWrong] = useState<string>()
  const [out, setOut] = useState<{ barcode: string; name: string; packed: boolean }>()
  if (!tubes.length) return null
  const send = (reason: string) => {
    if (!breaking) return
    void write(voidTube, { tubeId: breaking.id, reason }, (tube) => {
      setGone(tube)
      setBreaking(undefined)
      void again()
    })
  }
  return (
    <Section id="closed-tubes" title={t('closedLately')}>
      {gone && (
        <Box id="tube-voided" className="note" role="alert">
          {tables.t('voided', {
            barcode: gone.barcode,
            names: gone.people.map(({ name }) => name).join(language === 'zh' ? '、' : ', '),
          })}
        </Box>
      )}
      {out && (
        <Box id="person-out" className="note" role="alert">
          {tables.t(out.packed ? 'withdrawGone' : 'wrongPersonGone', { barcode: out.barcode, name: out.name })}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      {tubes.map((tube) => (
        <Box key={tube.id} id={`closed-${tube.barcode}`} className="row">
          <Words className="row-words">
            {t('closedTube', {
              barcode: tube.barcode,
              count: tube.people.length,
              time: clockTime(tube.closedAt ?? tube.openedAt),
            })}
          </Words>
          {tube.state === 'closed' && (
            <QuietButton id={`break-${tube.barcode}`} onPress={() => setBreaking(tube)}>
              {tables.t('voidClosed')}
            </QuietButton>
          )}
          {correctable.includes(tube.state) && tube.people.length > 1 && (
            <QuietButton id={`wrong-${tube.barcode}`} onPress={() => setWrong(tube.id)}>
              {tables.t('wrongPerson')}
            </QuietButton>
          )}
          {wrong === tube.id && correctable.includes(tube.state) && (
            <WrongPerson
              tube={tube}
              onGone={(name) => {
                setOut({ barcode: tube.barcode, name, packed: tube.state !== 'closed' })
                setWrong(undefined)
                void again()
              }}
              onCancel={() => setWrong(undefined)}
            />
          )}
          {breaking?.id === tube.id && (
            <ReasonForm
              id="break"
              label={t('voidWhy')}
              usual={[t('voidBroken'), t('voidSpilled'), t('voidLabel')]}
              send={t('voidConfirm')}
              busy={busy}
              onSend={send}
              onCancel={() => setBreaking(undefined)}
            />
          )}
        </Box>
      ))}
    </Section>
  )
}
