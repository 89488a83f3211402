import { listEntrances } from '@loumen/shared/community/api'
import type { Entrance } from '@loumen/shared/community/schema'
import { decideApplication, listApplications } from '@loumen/shared/joining/api'
import type { ApplicationToDecide, Decision } from '@loumen/shared/joining/schema'
import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { FactsCard } from '../ui/facts-card'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { WhyForm } from '../ui/why-form'

/** People who registered themselves, for whoever answers for the entrance that they name. */
export default function ApplicationsPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(listApplications, { communityId })
  const places = useRead(listEntrances, { communityId }, { every: 60_000 })
  return (
    <Page title={t('menu.applications')} note={t('applications.note')}>
      <Reading read={read}>
        {({ applications }) =>
          applications.length ? (
            <ul className="cards">
              {applications.map((application) => (
                <Card key={application.id} application={application} entrances={places.data?.entrances ?? []} />
              ))}
            </ul>
          ) : (
            <EmptyState title={t('applications.none')} text={t('applications.noneText')} />
          )
        }
      </Reading>
    </Page>
  )
}

function Card({ application, entrances }: { application: ApplicationToDecide; entrances: readonly Entrance[] }) {
  const { t, d } = useWords()
  const time = useTime()
  const decide = useWrite(decideApplication)
  const say = (decision: Decision) => void decide.run({ applicationId: application.id, decision })
  const { name, document, phone, place, note, at, kind, candidates, provisional } = application
  const facts: [string, string | null][] = [
    [t('applications.kind'), d('newcomer', kind)],
    [t('applications.place'), place],
    [t('resident.document'), document],
    [t('resident.phone'), phone],
    [t('applications.said'), note],
    [t('applications.at'), time(at)],
  ]
  return (
    <FactsCard title={name} facts={facts} level={2} testId="application">
      {candidates.length > 0 && (
        <section>
          <h3>{t('applications.candidates')}</h3>
          <ul className="plain-list">
            {candidates.map(({ residentId, entrance, door, by, name: known }) => (
              <li key={residentId} className="row between">
                <span>
                  {known} {entrance} {door}{' '}
                  <span className="quiet">
                    {t(by === 'document' ? 'applications.byDocument' : 'applications.byName')}
                  </span>
                </span>
                <Button disabled={decide.running} onClick={() => say({ kind: 'match', residentId })}>
                  {t('applications.match')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {provisional ? (
        <>
          <p>{t('applications.provisional')}</p>
          <Button type="primary" loading={decide.running} onClick={() => say({ kind: 'confirm' })}>
            {t('applications.confirm')}
          </Button>
        </>
      ) : (
        <AddForm application={application} entrances={entrances} running={decide.running} onSay={say} />
      )}
      <WhyForm
        ask={t('applications.rejectWhy')}
        say={t('applications.reject')}
        running={decide.running}
        onWhy={(reason) => say({ kind: 'reject', reason })}
      />
      <ErrorPanel error={decide.error} onRetry={decide.again} />
    </FactsCard>
  )
}

interface FormProps {
  running: boolean
  onSay: (decision: Decision) => void
}

function AddForm(props: FormProps & { application: ApplicationToDecide; entrances: readonly Entrance[] }) {
  const { application, entrances, running, onSay } = props
  const { t } = useWords()
  const id = useId()
  const [entranceId, setEntranceId] = useState(application.entranceId ?? undefined)
  const [door, setDoor] = useState(application.door ?? '')
  const asSaid = entranceId === application.entranceId && door.trim() === application.door
  return (
    <form
      className="row bottom"
      onSubmit={(event) => {
        event.preventDefault()
        if (entranceId && door.trim()) onSay({ kind: 'add', entranceId, door })
      }}
    >
      <label className="stack grow" htmlFor={`${id}-entrance`}>
        {t('applications.entrance')}
        <Select
          id={`${id}-entrance`}
          value={entranceId}
          onChange={setEntranceId}
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('applications.entrance')}
          options={entrances.map((one) => ({ value: one.id, label: one.label }))}
        />
      </label>
      <label className="stack" htmlFor={`${id}-door`}>
        {t('applications.door')}
        <Input id={`${id}-door`} value={door} maxLength={20} onChange={(event) => setDoor(event.target.value)} />
      </label>
      <Button type="primary" htmlType="submit" loading={running} disabled={!entranceId || !door.trim()}>
        {t('applications.add')}
      </Button>
      {asSaid && (
        <p className="quiet wide">
          {application.household
            ? t('applications.knownDoor', { people: application.household.people })
            : t('applications.newDoor')}
        </p>
      )}
    </form>
  )
}
