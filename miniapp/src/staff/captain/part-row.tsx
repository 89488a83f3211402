import { callAgain, withdrawPart } from '@loumen/shared/calls/api'
import type { CallPart } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { floorsSaid } from '@loumen/shared/words/floors'
import { whenSaid } from '@loumen/shared/words/when'
import { useState } from 'react'
import { domainNow } from '../../remote/live'
import { Box, Press, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import type { CallingDesk } from './use-calling'

interface Props {
  callId: string
  part: CallPart
  latest: boolean
  live: boolean
  desk: CallingDesk
}

/** One asking-down: who, when, how often; once more, or taken back with a second tap. */
export function PartRow({ callId, part, latest, live, desk }: Props) {
  const { t, language } = useWords(phoneCallWords)
  const [sure, setSure] = useState(false)
  const input = { callId, partId: part.id }
  const time = whenSaid(language, part.againAt ?? part.calledAt, domainNow('staff'))
  return (
    <Box id={`part-${part.id}`} className="row">
      <Box className="row-words">
        <Words className="row-title">
          {t('partTitle', {
            floors: floorsSaid(language, part.floors) || t('partSome'),
            time,
            households: part.households,
            people: part.people,
          })}
        </Words>
        {part.times > 1 && <Words className="quiet">{t('partTimes', { times: part.times })}</Words>}
      </Box>
      {live && (
        <Press
          id={latest ? 'call-again' : `again-${part.id}`}
          className="press-row"
          disabled={desk.busy}
          onPress={() => desk.tell(callAgain, input)}
        >
          {t('secondCall')}
        </Press>
      )}
      {live && (
        <Press
          id={`undo-${part.id}`}
          className={`press-row ${sure ? 'press-danger' : ''}`}
          disabled={desk.busy}
          onPress={() => {
            if (sure) desk.tell(withdrawPart, input)
            setSure(!sure)
          }}
        >
          {t(sure ? 'undoSure' : 'undo')}
        </Press>
      )}
    </Box>
  )
}
