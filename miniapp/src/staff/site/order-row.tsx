import { callEntrance, clearCall, grantCall, withdrawCall } from '@loumen/shared/calls/api'
import type { BoardUnit, Call } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { useState } from 'react'
import { goToStaff } from '../../platform/places'
import { domainNow } from '../../remote/live'
import { isOutsideHours, type Problem } from '../../remote/problem'
import type { Writing } from '../../remote/use-write'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Press, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import { CallAnyway } from '../call-anyway'
import { useStaffWords } from '../use-staff-words'

interface Props {
  unit: BoardUnit
  roundId: string
  siteId: string
  call: Call | undefined
  writing: Writing
  onDone: () => void
}

/** One entrance of the call order: where it stands and what the site lead may do with it. */
export function OrderRow({ unit, roundId, siteId, call, writing, onDone }: Props) {
  const { t, word, language } = useStaffWords()
  const calling = useWords(phoneCallWords)
  const [outside, setOutside] = useState<Problem>()
  const { entranceId, label, colour, state, calledAt, held } = unit
  // Whoever was first, the page must show it.
  const refused = (_problem: Problem) => {
    onDone()
    return false
  }
  const callNow = (callId: string, outsideHours?: true) => {
    setOutside(undefined)
    void writing.write(callEntrance, { callId, ...(outsideHours && { outsideHours }) }, onDone, (problem) => {
      onDone()
      setOutside(isOutsideHours(problem) ? problem : undefined)
      return isOutsideHours(problem)
    })
  }
  const steps =
    call?.state === 'granted'
      ? ([
          ['call', t('call'), () => callNow(call.id)],
          ['withdraw', t('withdraw'), () => writing.write(withdrawCall, { callId: call.id }, onDone, refused)],
        ] as const)
      : call?.state === 'called'
        ? ([['clear', t('clear'), () => writing.write(clearCall, { callId: call.id }, onDone, refused)]] as const)
        : state === 'cleared'
          ? []
          : ([['grant', t('grant'), () => writing.write(grantCall, { siteId, entranceId }, onDone, refused)]] as const)
  const row = (
    <Box id={`order-${entranceId}`} className="row">
      <ColourTile colour={colour} />
      <Box className="row-words">
        <Words className="row-title">{label}</Words>
        <Words className="quiet">
          {call?.state === 'granted' ? word('call', 'granted') : word('unit', state)}
          {calledAt && ` ${whenSaid(language, calledAt, domainNow('staff'))}`}
          {held && ` · ${calling.t('held')}`}
        </Words>
      </Box>
      <Press
        id={`follow-${entranceId}`}
        className="press-row"
        onPress={() => goToStaff('captain', { round: roundId, entrance: entranceId })}
      >
        {calling.t('follow')}
      </Press>
      {steps.map(([step, words, run]) => (
        <Press
          key={step}
          id={`${step}-${entranceId}`}
          className="press-row"
          disabled={writing.busy}
          onPress={() => void run()}
        >
          {words}
        </Press>
      ))}
    </Box>
  )
  if (!outside || call?.state !== 'granted') return row
  return (
    <>
      {row}
      <CallAnyway problem={outside} disabled={writing.busy} onPress={() => callNow(call.id, true)} />
    </>
  )
}
