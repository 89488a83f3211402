import type { Tube } from '@loumen/shared/tubes/schema'
import { BigButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ScanField } from '../scan-field'
import { TubePeople } from '../tube-people'
import { useStaffWords } from '../use-staff-words'
import { BlankSlip } from './blank-slip'
import { NotCalled } from './not-called'
import { useAdmission } from './use-admission'
import { WhoIsHere } from './who-is-here'

interface Props {
  tube: Tube
  onTube: (tube: Tube) => void
  again: () => Promise<void>
}

/** The tube in hand: how many are in, one field for the next person, who is in. */
export function OpenTube({ tube, onTube, again }: Props) {
  const { t, language } = useStaffWords()
  const desk = useAdmission(tube, onTube, again)
  const { question } = desk
  const inside = desk.admitted.filter(({ residentId }) =>
    tube.people.some((person) => person.residentId === residentId),
  )
  const full = tube.people.length >= tube.capacity
  return (
    <Box>
      <Box className={`counter ${full ? 'counter-full' : ''}`} role="status">
        <Words id="count" className="counter-number">
          {tube.people.length}/{tube.capacity}
        </Words>
        <Words className="counter-tube">{t('tubeOpen', { barcode: tube.barcode })}</Words>
      </Box>
      {full && (
        <Box id="tube-full" className="note" role="alert">
          {t('tubeFull', { capacity: tube.capacity })}
        </Box>
      )}
      {inside.length > 0 && (
        <Box id="admitted" className="good" role="status">
          {t('admitted', { names: inside.map(({ name }) => name).join(language === 'zh' ? '、' : ', ') })}
        </Box>
      )}
      {desk.unreadable && <ProblemNote problem={{ kind: 'refused', code: 'scan.unreadable', details: {} }} />}
      <ProblemNote problem={desk.problem} retry={desk.retry} />
      {question?.kind === 'choose' && (
        <WhoIsHere choice={question.choice} onAdmit={desk.admitChosen} onCancel={desk.turnAway} busy={desk.busy} />
      )}
      {question?.kind === 'bind' && (
        <BlankSlip blank={question.blank} onBind={desk.bindTo} onCancel={desk.turnAway} busy={desk.busy} />
      )}
      {question?.kind === 'notCalled' && (
        <NotCalled problem={question.problem} onAdmit={desk.admitAnyway} onCancel={desk.turnAway} busy={desk.busy} />
      )}
      {!question && !full && (
        <ScanField
          turn={tube.people.length}
          id="scan"
          label={t('scanPerson')}
          hint={t('scanPersonHint')}
          onScan={desk.scanned}
        >
          {(send) => (
            <BigButton id="admit" onPress={send}>
              {t('admit')}
            </BigButton>
          )}
        </ScanField>
      )}
      {!tube.people.length && !question && <Words className="quiet">{t('tubeEmpty')}</Words>}
      <TubePeople tube={tube} onTube={onTube} again={again} />
    </Box>
  )
}
