import type { Output } from '@loumen/shared/endpoint'
import { arrive } from '@loumen/shared/muster/api'
import { arrivalWords } from '@loumen/shared/words/muster-on-phones'
import { useEffect, useState } from 'react'
import { clockTime, dayAndTime } from '../../platform/clock-time'
import { startOverAsStaff } from '../../platform/places'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

interface Props {
  siteId: string
  /** Whoever is on no list may ask to help. */
  onNotListed?: () => void
}

/** Notes the arrival once the page is open, and says until when the roles last. */
export function Arrived({ siteId, onNotListed }: Props) {
  const { t } = useWords(arrivalWords)
  const { write, problem, retry } = useWrite('staff')
  const [there, setThere] = useState<Output<typeof arrive>>()
  useEffect(() => {
    void write(arrive, { siteId }, setThere)
  }, [write, siteId])
  const unknown = problem?.kind === 'refused' && problem.code === 'muster.notListed'
  useEffect(() => {
    if (unknown) onNotListed?.()
  }, [unknown, onNotListed])
  return (
    <>
      {!there && !problem && <Words className="quiet">{t('noting')}</Words>}
      {there && (
        <Box id="arrived" className="card" role="status">
          <Words className="big-title">{t('done')}</Words>
          <Words className="lead">{t('where', { site: there.site, time: clockTime(there.arrivedAt) })}</Words>
          {there.unit && <Words className="note">{t('unit', { unit: there.unit })}</Words>}
          <Words className="note">{t('until', { time: dayAndTime(there.until) })}</Words>
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <Box className="steps">
        <BigButton id="arrival-to-work" onPress={() => startOverAsStaff('home')}>
          {t('toWork')}
        </BigButton>
      </Box>
    </>
  )
}
