import { callEntrance, clearCall, grantCall, withdrawCall } from '@loumen/shared/calls/api'
import type { BoardUnit, Call } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { goToStaff } from '../../platform/places'
import { domainNow } from '../../remote/live'
import type { Problem } from '../../remote/problem'
import type { Writing } from '../../remote/use-write'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Press, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
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
  const { entranceId, label, colour, state, calledAt, held } = unit
  // Whoever was first, the page must show it.
  const refused = (_problem: Problem) => {
    onDone()
    return false
  }
  const steps =
    call?.state === 'granted'
      ? ([
          ['call', t('call'), () => writing.write(callEntrance, { callId: call.id }, onDone, refused)],
          ['withdraw', t('withdraw'), () => writing.write(withdrawCall, { callId: call.id }, onDone, refused)],
        ] as const)
      : call?.state === 'called'
        ? ([['clear', t('clear'), () => writing.write(clearCall, { callId: call.id }, onDone, refused)]] as const)
        : state === 'cleared'
          ? []
          : ([['grant', t('grant'), () => writing.write(grantCall, { siteId, entranceId }, onDone, refused)]] as const)
  return (
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
}
