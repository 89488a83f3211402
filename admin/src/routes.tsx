import type { Ability } from '@loumen/shared/abilities'
import type { ConsoleWord } from '@loumen/shared/words/console'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

type Page = LazyExoticComponent<ComponentType>

/** What the menu's links are for, in the order of the menu. */
export const menuGroups = ['today', 'people', 'site', 'settings'] as const
type MenuGroup = (typeof menuGroups)[number]

export interface PageRoute {
  /** Below `/c/:communityId/`. */
  path: string
  page: Page
  ability: Ability
  /** Its place in the menu and its name there; pages without one are reached from others. */
  menu?: [group: MenuGroup, name: ConsoleWord]
}

/** Every page of a community: where it is, what it shows, and the ability without which it does not exist. */
export const pages: PageRoute[] = [
  {
    path: '',
    page: lazy(() => import('./overview/overview-page')),
    ability: 'coverage.read',
    menu: ['today', 'menu.overview'],
  },
  {
    path: 'missing',
    page: lazy(() => import('./coverage/missing-page')),
    ability: 'coverage.read',
    menu: ['today', 'menu.missing'],
  },
  {
    path: 'calling',
    page: lazy(() => import('./calls/calling-page')),
    ability: 'calls.follow',
    menu: ['today', 'menu.calling'],
  },
  {
    path: 'slips',
    page: lazy(() => import('./tickets/slips-page')),
    ability: 'slips.print',
    menu: ['site', 'menu.slips'],
  },
  {
    path: 'paper',
    page: lazy(() => import('./paper/paper-page')),
    ability: 'tubes.close',
    menu: ['site', 'menu.paper'],
  },
  {
    path: 'visits',
    page: lazy(() => import('./visits/visits-page')),
    ability: 'visits.read',
    menu: ['today', 'menu.visits'],
  },
  {
    path: 'muster',
    page: lazy(() => import('./muster/muster-page')),
    ability: 'muster.run',
    menu: ['site', 'menu.muster'],
  },
  {
    path: 'loans',
    page: lazy(() => import('./muster/loans-page')),
    ability: 'muster.keep',
    menu: ['site', 'menu.loans'],
  },
  {
    path: 'boxes',
    page: lazy(() => import('./boxes/boxes-page')),
    ability: 'boxes.read',
    menu: ['site', 'menu.boxes'],
  },
  {
    path: 'codes',
    page: lazy(() => import('./codes/codes-page')),
    ability: 'tubes.read',
    menu: ['site', 'menu.codes'],
  },
  { path: 'boxes/:boxId', page: lazy(() => import('./boxes/manifest-page')), ability: 'boxes.read' },
  {
    path: 'results',
    page: lazy(() => import('./results/results-page')),
    ability: 'results.read',
    menu: ['today', 'menu.results'],
  },
  { path: 'recalls/:recallId', page: lazy(() => import('./incidents/recall-page')), ability: 'recalls.work' },
  {
    path: 'rounds',
    page: lazy(() => import('./rounds/rounds-page')),
    ability: 'rounds.read',
    menu: ['site', 'menu.rounds'],
  },
  { path: 'rounds/new', page: lazy(() => import('./rounds/open-round-page')), ability: 'rounds.open' },
  { path: 'rounds/:roundId', page: lazy(() => import('./rounds/round-page')), ability: 'rounds.read' },
  {
    path: 'review',
    page: lazy(() => import('./coverage/review-page')),
    ability: 'rounds.compare',
    menu: ['site', 'menu.review'],
  },
  {
    path: 'roster',
    page: lazy(() => import('./roster/roster-page')),
    ability: 'roster.read',
    menu: ['people', 'menu.roster'],
  },
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
    menu: ['today', 'menu.tubeClaims'],
  },
  {
    path: 'claims',
    page: lazy(() => import('./roster/claims-page')),
    ability: 'claims.decide',
    menu: ['people', 'menu.claims'],
  },
  {
    path: 'applications',
    page: lazy(() => import('./joining/applications-page')),
    ability: 'applications.decide',
    menu: ['people', 'menu.applications'],
  },
  {
    path: 'groups',
    page: lazy(() => import('./joining/groups-page')),
    ability: 'groups.keep',
    menu: ['people', 'menu.groups'],
  },
  {
    path: 'volunteers',
    page: lazy(() => import('./volunteers/volunteers-page')),
    ability: 'volunteers.keep',
    menu: ['people', 'menu.volunteers'],
  },
  {
    path: 'shifts',
    page: lazy(() => import('./shifts/shifts-page')),
    ability: 'shifts.plan',
    menu: ['site', 'menu.shifts'],
  },
  {
    path: 'structure',
    page: lazy(() => import('./community/structure-page')),
    ability: 'entrances.edit',
    menu: ['settings', 'menu.structure'],
  },
  { path: 'plan', page: lazy(() => import('./plan/plan-page')), ability: 'posts.read', menu: ['site', 'menu.plan'] },
  { path: 'building', page: lazy(() => import('./coverage/building-page')), ability: 'coverage.read' },
  {
    path: 'grids',
    page: lazy(() => import('./community/grids-page')),
    ability: 'grids.edit',
    menu: ['settings', 'menu.grids'],
  },
  {
    path: 'code',
    page: lazy(() => import('./community/code-page')),
    ability: 'communities.read',
    menu: ['settings', 'menu.code'],
  },
  {
    path: 'duty',
    page: lazy(() => import('./incidents/duty-page')),
    ability: 'duty.keep',
    menu: ['settings', 'menu.duty'],
  },
  {
    path: 'lab-keys',
    page: lazy(() => import('./accounts/lab-keys-page')),
    ability: 'keys.manage',
    menu: ['settings', 'menu.labKeys'],
  },
  {
    path: 'staff',
    page: lazy(() => import('./accounts/staff-page')),
    ability: 'staff.manage',
    menu: ['settings', 'menu.staff'],
  },
]

/** The pages of the menu in its order. */
export const menu = menuGroups.flatMap((group) =>
  pages.flatMap(({ menu, ...page }) => (menu?.[0] === group ? [{ ...page, menu }] : [])),
)

export const NewCommunityPage: Page = lazy(() => import('./community/new-community-page'))
