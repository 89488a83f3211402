import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

/** Filters and choices that live in the address, so that a reload or a shared link shows the same. */
export function useAddress(): [
  Record<string, string | undefined>,
  (change: Record<string, string | undefined>) => void,
] {
  const [search, setSearch] = useSearchParams()
  const values = useMemo(() => Object.fromEntries(search), [search])
  const set = useCallback(
    (change: Record<string, string | undefined>) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [key, value] of Object.entries(change)) {
            if (value === undefined || value === '') next.delete(key)
            else next.set(key, value)
          }
          return next
        },
        { replace: true },
      ),
    [setSearch],
  )
  return [values, set]
}
