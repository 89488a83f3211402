import { type Ability, can, canSomewhere, type Path } from '@loumen/shared/abilities'
import { me, signOut } from '@loumen/shared/accounts/api'
import type { Me } from '@loumen/shared/accounts/schema'
import { RefusedByServer } from '@loumen/shared/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react'
import { call } from './call'
import { restart } from './live'

export interface Session {
  /** Undefined while asking, null when nobody is signed in. */
  me: Me | null | undefined
  error: unknown
  may: (ability: Ability) => boolean
  /** The same for one entrance: a captain's own only; wider roles are left to the server. */
  mayAt: (ability: Ability, path: Path) => boolean
  refresh: () => Promise<void>
  leave: () => Promise<void>
}

const Context = createContext<Session | undefined>(undefined)

const unsigned = (error: unknown) => error instanceof RefusedByServer && error.status === 401

/** Who is signed in. Any answer that says otherwise shows the sign-in page where the person is. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const own = useQuery<Me | null>({
    queryKey: [me.name],
    queryFn: () => call(me, {}).catch((error) => (unsigned(error) ? null : Promise.reject(error))),
    refetchInterval: 60_000,
    retry: false,
  })
  const person = own.data
  const signedOut = person === null

  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ type, query }) => {
        if (type !== 'updated' || query.queryKey[0] === me.name) return
        const { error } = query.state
        const lost = unsigned(error) || (error instanceof RefusedByServer && error.code === 'auth.passwordMustChange')
        if (lost && !signedOut) void queries.invalidateQueries({ queryKey: [me.name] })
      }),
    [queries, signedOut],
  )

  useEffect(() => {
    if (signedOut) queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== me.name })
  }, [queries, signedOut])

  const refresh = useCallback(async () => {
    restart()
    await queries.resetQueries({ queryKey: [me.name] })
  }, [queries])
  const leave = useCallback(async () => {
    await call(signOut, {})
    // What this tab kept of people, such as a sheet that was being entered, goes with its person.
    sessionStorage.clear()
    queries.setQueryData([me.name], null)
    restart()
  }, [queries])

  const session = useMemo<Session>(() => {
    const grants = person?.grants ?? []
    const now = Date.parse(person?.now ?? '')
    const wider = grants.filter(({ role }) => role !== 'captain')
    return {
      me: person,
      error: own.error,
      may: (ability) => canSomewhere(grants, ability, now),
      mayAt: (ability, path) => canSomewhere(wider, ability, now) || can(grants, ability, path, now),
      refresh,
      leave,
    }
  }, [person, own.error, refresh, leave])
  return <Context.Provider value={session}>{children}</Context.Provider>
}

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('useSession outside SessionProvider')
  return session
}

/** The signed-in person; only for pages behind the sign-in. */
export function useMe(): Me {
  const { me: person } = useSession()
  if (!person) throw new Error('useMe while nobody is signed in')
  return person
}
