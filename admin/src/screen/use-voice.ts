import { callClips, labelClips, nextClips } from '@loumen/shared/calls/phrases'
import type { Board } from '@loumen/shared/calls/schema'
import { inQuiet } from '@loumen/shared/rounds/rules'
import { useCallback, useEffect, useRef, useState } from 'react'
import { spokenKey, toSpeak } from './arrange'
import { rememberedSpoken, rememberSpoken } from './spoken'
import { type Sound, sayAloud, Voice } from './voice'

/** Speaks each call of the site once, then who is next; answers whether there is sound and how to get it. */
export function useVoice(
  board: Board | undefined,
  siteId: string,
  offset: number,
): { sound: Sound; unlock: () => void } {
  const [sound, setSound] = useState<Sound>('none')
  const voice = useRef<Voice>(undefined)
  const spoken = useRef(rememberedSpoken())

  useEffect(() => {
    voice.current ??= new Voice(setSound)
    setSound(voice.current.sound)
  }, [])

  useEffect(() => {
    const speaker = voice.current
    if (!board || !speaker || sound !== 'ready') return
    // Quiet hours are for loudspeakers: what was not spoken then is not spoken later.
    if (inQuiet(board.quiet, Date.now() + offset)) {
      for (const unit of toSpeak(board, siteId, spoken.current, Date.now() + offset))
        spoken.current.add(spokenKey(unit))
      return
    }
    if (board.sites.find(({ id }) => id === siteId)?.pause) return
    const calls = toSpeak(board, siteId, spoken.current, Date.now() + offset)
    for (const unit of calls) {
      spoken.current.add(spokenKey(unit))
      void speaker.speak(callClips(unit.label, unit.colour)).then(() => {
        if (!labelClips(unit.label)) sayAloud(unit.label)
      })
    }
    const next = board.units.find((unit) => unit.state === 'next' && (unit.siteId === siteId || unit.siteId === null))
    if (calls.length && next) void speaker.speak(nextClips(next.label, next.colour))
    if (calls.length) rememberSpoken(spoken.current)
  }, [board, siteId, sound, offset])

  const unlock = useCallback(() => void voice.current?.unlock(), [])
  return { sound, unlock }
}
