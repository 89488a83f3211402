import type { RoundPack } from '@loumen/shared/operations/pack'
import { useEffect, useState } from 'react'
import { refreshRoundPack } from './pack'

/** The pack for boxes and doors of a round; `turn` asks again whenever it changes, at most every few minutes. */
export function useRoundPack(roundId: string | undefined, turn: unknown): RoundPack | undefined {
  const [pack, setPack] = useState<RoundPack>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer reading is the reason to ask again.
  useEffect(() => {
    if (roundId) void refreshRoundPack(roundId).then(setPack)
  }, [roundId, turn])
  return pack
}
