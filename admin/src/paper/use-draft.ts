import { useEffect, useState } from 'react'
import { useMe } from '../remote/session'
import { type Draft, emptyDraft } from './draft'

/**
 * The sheet in hand. It lies in this tab's own storage: loading the page again loses nothing, closing the tab or signing
 * in as somebody else leaves nothing behind.
 */
export function useDraft(roundId: string, poolSize: number): [Draft, (next: Draft) => void] {
  const { id } = useMe()
  const place = `loumen.paper.${id}.${roundId}`
  const [draft, setDraft] = useState<Draft>(() => read(place) ?? emptyDraft(poolSize))
  useEffect(() => {
    for (const other of Object.keys(sessionStorage))
      if (other.startsWith('loumen.paper.') && !other.startsWith(`loumen.paper.${id}.`))
        sessionStorage.removeItem(other)
  }, [id])
  return [
    draft,
    (next) => {
      sessionStorage.setItem(place, JSON.stringify(next))
      setDraft(next)
    },
  ]
}

function read(place: string): Draft | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '') as Draft
  } catch {
    return undefined
  }
}
