import { type Ability, can, live, type Path, rolesFor } from '@loumen/shared/abilities'
import { type PersonView, personView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Grant, Role } from '@loumen/shared/roles'
import { now } from '../clock'

export interface Account {
  id: string
  kind: 'staff' | 'resident' | 'lab' | 'system'
  grants: readonly Grant[]
  mustChangePassword: boolean
}

/** The operation that a command belongs to: the same id sent twice happens once. */
export interface Operation {
  id: string
  endpoint: string
  fingerprint: string
}

/** Who is asking, with what operation. Every command asks it before it reads or writes. */
export class Actor {
  /** Whether anybody was asked; the route refuses to answer when nobody was. */
  asked = false
  /** What became of the operation: a replay answers the current view as a duplicate. */
  outcome: 'applied' | 'duplicate' = 'applied'

  constructor(
    readonly account: Account,
    readonly from: 'console' | 'phone' | 'offline' | 'command line' | 'job',
    readonly operation?: Operation,
  ) {}

  /** Refuses with auth.forbidden unless the actor has the ability there. */
  must(ability: Ability, path: Path) {
    if (!this.may(ability, path)) throw new Refused('auth.forbidden')
  }

  may(ability: Ability, path: Path): boolean {
    this.asked = true
    return can(this.account.grants, ability, path, now().getTime())
  }

  /** For what everybody may do with their own account only. */
  self(): string {
    this.asked = true
    return this.account.id
  }

  /** The actor's grants that have not ended. */
  get grants(): Grant[] {
    return this.account.grants.filter((grant) => live(grant, now().getTime()))
  }

  /** The actor's roles there. */
  roles(path: Path): Role[] {
    return rolesFor(this.account.grants, path, now().getTime())
  }

  /** Which personal fields the actor gets there. */
  view(path: Path): PersonView {
    return personView(this.roles(path))
  }
}
