import type { Ability } from '@loumen/shared/abilities'
import type { ConsoleWord } from '@loumen/shared/words/console'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

type Page = LazyExoticComponent<ComponentType>

export interface PageRoute {
  /** Below `/c/:communityId/`. */
  path: string
  page: Page
  ability: Ability
  /** Its name in the menu; pages without one are reached from others. */
  menu?: ConsoleWord
}

/** Every page of a community: where it is, what it shows, and the ability without which it does not exist. */
export const pages: PageRoute[] = [
  {
    path: '',
    page: lazy(() => import('./overview/overview-page')),
    ability: 'coverage.read',
    menu: 'menu.overview',
  },
  {
    path: 'missing',
    page: lazy(() => import('./coverage/missing-page')),
    ability: 'coverage.read',
    menu: 'menu.missing',
  },
  {
    path: 'calling',
    page: lazy(() => import('./calls/calling-page')),
    ability: 'calls.follow',
    menu: 'menu.calling',
  },
  { path: 'slips', page: lazy(() => import('./tickets/slips-page')), ability: 'slips.print', menu: 'menu.slips' },
  { path: 'visits', page: lazy(() => import('./visits/visits-page')), ability: 'visits.read', menu: 'menu.visits' },
  { path: 'boxes', page: lazy(() => import('./boxes/boxes-page')), ability: 'boxes.read', menu: 'menu.boxes' },
  { path: 'boxes/:boxId', page: lazy(() => import('./boxes/manifest-page')), ability: 'boxes.read' },
  {
    path: 'results',
    page: lazy(() => import('./results/results-page')),
    ability: 'results.read',
    menu: 'menu.results',
  },
  { path: 'recalls/:recallId', page: lazy(() => import('./incidents/recall-page')), ability: 'recalls.work' },
  { path: 'rounds', page: lazy(() => import('./rounds/rounds-page')), ability: 'rounds.read', menu: 'menu.rounds' },
  { path: 'rounds/new', page: lazy(() => import('./rounds/open-round-page')), ability: 'rounds.open' },
  { path: 'rounds/:roundId', page: lazy(() => import('./rounds/round-page')), ability: 'rounds.read' },
  {
    path: 'review',
    page: lazy(() => import('./coverage/review-page')),
    ability: 'coverage.read',
    menu: 'menu.review',
  },
  { path: 'roster', page: lazy(() => import('./roster/roster-page')), ability: 'roster.read', menu: 'menu.roster' },
  { path: 'roster/import', page: lazy(() => import('./imports/import-page')), ability: 'roster.import' },
  { path: 'roster/verify', page: lazy(() => import('./roster/verify-page')), ability: 'roster.edit' },
  { path: 'roster/duplicates', page: lazy(() => import('./roster/duplicates-page')), ability: 'roster.merge' },
  { path: 'roster/absent', page: lazy(() => import('./roster/absent-page')), ability: 'roster.edit' },
  { path: 'roster/audit', page: lazy(() => import('./roster/audit-page')), ability: 'roster.audit' },
  { path: 'households/:householdId', page: lazy(() => import('./roster/household-page')), ability: 'roster.read' },
  {
    path: 'tube-claims',
    page: lazy(() => import('./tubes/tube-claims-page')),
    ability: 'tubeClaims.decide',
    menu: 'menu.tubeClaims',
  },
  { path: 'claims', page: lazy(() => import('./roster/claims-page')), ability: 'claims.decide', menu: 'menu.claims' },
  {
    path: 'applications',
    page: lazy(() => import('./joining/applications-page')),
    ability: 'applications.decide',
    menu: 'menu.applications',
  },
  { path: 'groups', page: lazy(() => import('./joining/groups-page')), ability: 'groups.keep', menu: 'menu.groups' },
  {
    path: 'structure',
    page: lazy(() => import('./community/structure-page')),
    ability: 'entrances.edit',
    menu: 'menu.structure',
  },
  { path: 'plan', page: lazy(() => import('./plan/plan-page')), ability: 'posts.read', menu: 'menu.plan' },
  { path: 'building', page: lazy(() => import('./coverage/building-page')), ability: 'coverage.read' },
  { path: 'grids', page: lazy(() => import('./community/grids-page')), ability: 'grids.edit', menu: 'menu.grids' },
  {
    path: 'code',
    page: lazy(() => import('./community/code-page')),
    ability: 'communities.read',
    menu: 'menu.code',
  },
  { path: 'duty', page: lazy(() => import('./incidents/duty-page')), ability: 'duty.keep', menu: 'menu.duty' },
  {
    path: 'lab-keys',
    page: lazy(() => import('./accounts/lab-keys-page')),
    ability: 'keys.manage',
    menu: 'menu.labKeys',
  },
  { path: 'staff', page: lazy(() => import('./accounts/staff-page')), ability: 'staff.manage', menu: 'menu.staff' },
]

export const NewCommunityPage: Page = lazy(() => import('./community/new-community-page'))
