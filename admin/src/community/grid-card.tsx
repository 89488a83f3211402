import { setGrants } from '@loumen/shared/accounts/api'
import type { Staff } from '@loumen/shared/accounts/schema'
import { dissolveGrid } from '@loumen/shared/community/api'
import type { Entrance, Grid } from '@loumen/shared/community/schema'
import type { StaffRole } from '@loumen/shared/roles'
import { Button, Popconfirm, Select } from 'antd'
import { draftsOf, grantsOf } from '../accounts/grants'
import { useWrite } from '../remote/use-write'
import { ColourChip } from '../ui/colour-chip'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useCommunityId } from './community'

/** A grid: who leads it, its entrances, and who is captain of each. */
export function GridCard({
  grid,
  entrances,
  staff,
}: {
  grid: Grid
  entrances: readonly Entrance[]
  staff: readonly Staff[]
}) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const dissolve = useWrite(dissolveGrid)
  return (
    <li className="panel stack" data-testid="grid">
      <div className="row between">
        <h2>{grid.name}</h2>
        <Popconfirm
          title={t('grids.dissolveAsk')}
          okText={t('grids.dissolve')}
          cancelText={t('cancel')}
          onConfirm={() => void dissolve.run({ communityId, gridId: grid.id })}
        >
          <Button type="text" size="small" loading={dissolve.running}>
            {t('grids.dissolve')}
          </Button>
        </Popconfirm>
      </div>
      <ErrorPanel error={dissolve.error} onRetry={dissolve.again} />
      <Answering as="gridLeader" scope={grid.id} name={grid.name} staff={staff} />
      {entrances.length === 0 && <p>{t('grids.empty')}</p>}
      <ul className="plain-list">
        {entrances.map(({ id, label, colour }) => (
          <li key={id} className="row between">
            <ColourChip colour={colour} label={label} />
            <Answering as="captain" scope={id} name={label} staff={staff} />
          </li>
        ))}
      </ul>
    </li>
  )
}

const answers = (one: Staff, role: StaffRole, scope: string) =>
  one.grants.some((grant) => grant.role === role && grant.scope === scope)

/** Whether somebody is captain of an entrance or leads a grid. */
export const isAnswered = (staff: readonly Staff[], role: StaffRole, scope: string) =>
  staff.some((one) => answers(one, role, scope))

/** Who answers for a grid or an entrance, somebody more, and whom to take away: their grants, nothing else. */
export function Answering(props: {
  as: 'gridLeader' | 'captain'
  scope: string
  name: string
  staff: readonly Staff[]
}) {
  const { as: role, scope, name, staff } = props
  const { t } = useWords()
  const set = useWrite(setGrants)
  const own = staff.filter((one) => answers(one, role, scope))
  const others = staff.filter((one) => !answers(one, role, scope))
  const grantsFor = (one: Staff) => grantsOf(draftsOf(one.grants))
  const label = t(role === 'captain' ? 'grids.assignCaptain' : 'grids.assignLeader')
  return (
    <span className="row" data-testid={`answers-${name}`}>
      {own.length === 0 && (
        <span className="quiet">{t(role === 'captain' ? 'grids.noCaptain' : 'grids.noLeader')}</span>
      )}
      {own.map((one) => (
        <span key={one.id} className="row">
          {one.name}
          <Button
            size="small"
            type="text"
            disabled={set.running}
            aria-label={`${one.name} ${name} ${t('grids.takeAway')}`}
            onClick={() =>
              void set.run({
                accountId: one.id,
                grants: grantsFor(one).filter((grant) => !(grant.role === role && grant.scope === scope)),
              })
            }
          >
            {t('grids.takeAway')}
          </Button>
        </span>
      ))}
      <Select
        size="small"
        value={null}
        loading={set.running}
        placeholder={label}
        aria-label={`${label} ${name}`}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={t('grids.noStaff')}
        onChange={(accountId: string) => {
          const one = others.find(({ id }) => id === accountId)
          if (one) void set.run({ accountId, grants: [...grantsFor(one), { role, scope }] })
        }}
        options={others.map((one) => ({ value: one.id, label: one.name ? `${one.name}（${one.login}）` : one.login }))}
      />
      <ErrorPanel error={set.error} onRetry={set.again} />
    </span>
  )
}
