import { can } from '@loumen/shared/abilities'
import { listEntrances } from '@loumen/shared/community/api'
import { acceptVolunteer, endVolunteer, rejectVolunteer } from '@loumen/shared/volunteers/api'
import { longestVolunteering } from '@loumen/shared/volunteers/rules'
import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useCommunityId } from '../community/community'
import { useMe } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useToday } from '../ui/today'
import { WhyForm } from '../ui/why-form'

const aDay = 86_400_000
const usualDays = 14

const plusDays = (day: string, days: number) => new Date(Date.parse(day) + days * aDay).toISOString().slice(0, 10)
/** The end of a day in China. */
const endOf = (day: string) => new Date(`${day}T23:59:59+08:00`).toISOString()

/** Where and until when somebody helps. */
export function AcceptForm(props: {
  volunteerId: string
  onMade: (made: { login: string; password?: string }) => void
}) {
  const { volunteerId, onMade } = props
  const { t } = useWords()
  const id = useId()
  const today = useToday()
  const places = usePlaces()
  const [chosen, setChosen] = useState<string>()
  const [until, setUntil] = useState(plusDays(today, usualDays))
  const scope = chosen ?? places[0]?.value
  const accept = useWrite(acceptVolunteer, ({ volunteer, password }) =>
    onMade({ login: volunteer.login ?? '', password }),
  )
  return (
    <>
      <form
        className="row bottom"
        onSubmit={(event) => {
          event.preventDefault()
          if (scope && until) void accept.run({ volunteerId, scope, until: endOf(until) })
        }}
      >
        <label className="stack grow" htmlFor={`${id}-place`}>
          {t('volunteers.place')}
          <Select
            id={`${id}-place`}
            value={scope}
            onChange={setChosen}
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('volunteers.place')}
            options={places}
          />
        </label>
        <label className="stack" htmlFor={`${id}-until`}>
          {t('volunteers.until')}
          <Input
            id={`${id}-until`}
            type="date"
            value={until}
            min={today}
            max={plusDays(today, longestVolunteering / aDay - 1)}
            onChange={(event) => setUntil(event.target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" loading={accept.running} disabled={!scope || !until}>
          {t('volunteers.accept')}
        </Button>
      </form>
      <ErrorPanel error={accept.error} onRetry={accept.again} />
    </>
  )
}

/** The places for which the person may say yes, the widest first. */
function usePlaces() {
  const communityId = useCommunityId()
  const { grants, now } = useMe()
  const { t } = useWords()
  const { data } = useRead(listEntrances, { communityId }, { every: 60_000 })
  const { grids = [], entrances = [] } = data ?? {}
  const all = [
    { value: communityId, label: t('volunteers.everywhere'), path: [communityId] },
    ...grids.map(({ id, name }) => ({ value: id, label: name, path: [communityId, id] })),
    ...entrances.map(({ id, label, gridId }) => ({ value: id, label, path: [communityId, gridId ?? '', id] })),
  ]
  const own = all.filter(({ path }) => can(grants, 'volunteers.keep', path, Date.parse(now)))
  // Roles above the community cover all of it.
  return (own.length ? own : all).map(({ value, label }) => ({ value, label }))
}

export function RejectForm({ volunteerId }: { volunteerId: string }) {
  const { t } = useWords()
  const write = useWrite(rejectVolunteer)
  return (
    <>
      <WhyForm
        ask={t('volunteers.rejectWhy')}
        say={t('volunteers.reject')}
        running={write.running}
        onWhy={(reason) => void write.run({ volunteerId, reason })}
      />
      <ErrorPanel error={write.error} onRetry={write.again} />
    </>
  )
}

export function EndForm({ volunteerId }: { volunteerId: string }) {
  const { t } = useWords()
  const write = useWrite(endVolunteer)
  return (
    <>
      <WhyForm
        ask={t('volunteers.endWhy')}
        say={t('volunteers.end')}
        running={write.running}
        onWhy={(reason) => void write.run({ volunteerId, reason })}
      />
      <ErrorPanel error={write.error} onRetry={write.again} />
    </>
  )
}
