import { closeCarried } from '@loumen/shared/visits/api'
import { carriedOpenFor } from '@loumen/shared/visits/rules'
import type { CarriedTube } from '@loumen/shared/visits/schema'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { Box, Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { SureButton } from '../../ui/sure-button'
import { useStaffWords } from '../use-staff-words'

interface Props {
  roundId: string
  tubes: readonly CarriedTube[]
  again: () => Promise<void>
}

/** The open tubes that a team carries from door to door, each with its clock. */
export function CarriedTubes({ roundId, tubes, again }: Props) {
  const { t } = useStaffWords()
  const { write, busy, problem, retry } = useWrite('staff')
  return (
    <Box>
      {tubes.map(({ barcode, people, capacity, since }) => {
        const until = Date.parse(since) + carriedOpenFor
        const times = { since: clockTime(since), until: clockTime(until) }
        const close = () => {
          const refused = () => {
            void again()
            return false
          }
          void write(closeCarried, { roundId, barcode, count: people }, () => void again(), refused)
        }
        return (
          <Box key={barcode} id={`carried-${barcode}`} className="card">
            <Heading className="where-entrance">{t('doorTube', { barcode, people, capacity })}</Heading>
            {Date.now() < until ? (
              <Words className="quiet">{t('doorTubeUntil', times)}</Words>
            ) : (
              <Words className="note">{t('doorTubeLate', times)}</Words>
            )}
            <SureButton
              id={`close-${barcode}`}
              words={{
                ask: t('doorTubeClose', { people }),
                meaning: t('doorTubeSure'),
                yes: t('doorTubeClose', { people }),
              }}
              disabled={busy}
              onSure={close}
            />
          </Box>
        )
      })}
      <ProblemNote problem={problem} retry={retry} />
    </Box>
  )
}
