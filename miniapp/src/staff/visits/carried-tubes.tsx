import { closeCarried } from '@loumen/shared/visits/api'
import { carriedOpenFor } from '@loumen/shared/visits/rules'
import type { CarriedTube } from '@loumen/shared/visits/schema'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { Box, Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { SureButton } from '../../ui/sure-button'
import { useStaffWords } from '../use-staff-words'
import { CarriedPeople } from './carried-people'

interface Props {
  roundId: string
  tubes: readonly CarriedTube[]
  again: () => Promise<void>
}

/** The open tubes that a team carries from door to door, each with its clock and who is inside. */
export function CarriedTubes({ roundId, tubes, again }: Props) {
  const { t } = useStaffWords()
  const writing = useWrite('staff')
  return (
    <Box>
      {tubes.map((tube) => {
        const { barcode, people, since } = tube
        const until = Date.parse(since) + carriedOpenFor
        const times = { since: clockTime(since), until: clockTime(until) }
        const act = people ? t('doorTubeClose', { people }) : t('doorTubePutAway')
        const close = () => {
          const refused = () => {
            void again()
            return false
          }
          void writing.write(closeCarried, { roundId, barcode, count: people }, () => void again(), refused)
        }
        return (
          <Box key={barcode} id={`carried-${barcode}`} className="card">
            <Heading className="where-entrance">{t('doorTube', tube)}</Heading>
            {!people && <Words className="quiet">{t('doorTubeEmpty')}</Words>}
            {people > 0 &&
              (Date.now() < until ? (
                <Words className="quiet">{t('doorTubeUntil', times)}</Words>
              ) : (
                <Words className="note">{t('doorTubeLate', times)}</Words>
              ))}
            <CarriedPeople roundId={roundId} tube={tube} writing={writing} again={again} />
            <SureButton
              id={`close-${barcode}`}
              words={{ ask: act, meaning: t(people ? 'doorTubeSure' : 'doorTubePutAwaySure'), yes: act }}
              disabled={writing.busy}
              onSure={close}
            />
          </Box>
        )
      })}
      <ProblemNote problem={writing.problem} retry={writing.retry} />
    </Box>
  )
}
