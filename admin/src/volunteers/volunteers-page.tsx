import { listVolunteers } from '@loumen/shared/volunteers/api'
import type { Volunteer } from '@loumen/shared/volunteers/schema'
import { Modal } from 'antd'
import { useState } from 'react'
import { FirstPassword } from '../accounts/first-password'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { EmptyState } from '../ui/empty-state'
import { FactsCard } from '../ui/facts-card'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { AcceptForm, EndForm, RejectForm } from './forms'

interface Made {
  login: string
  password?: string
}

/** Residents who offer their help, and the volunteers that somebody here answers for. */
export default function VolunteersPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(listVolunteers, { communityId })
  const [made, setMade] = useState<Made>()
  return (
    <Page title={t('menu.volunteers')} note={t('volunteers.note')}>
      <Reading read={read}>
        {({ volunteers }) => {
          const waiting = volunteers.filter(({ state }) => state === 'waiting')
          const serving = volunteers.filter(({ state }) => state === 'accepted')
          return (
            <>
              {waiting.length ? (
                <>
                  <h2>{t('volunteers.waiting', { count: waiting.length })}</h2>
                  <ul className="cards">
                    {waiting.map((one) => (
                      <Card key={one.id} volunteer={one}>
                        <AcceptForm volunteerId={one.id} onMade={setMade} />
                        <RejectForm volunteerId={one.id} />
                      </Card>
                    ))}
                  </ul>
                </>
              ) : (
                <EmptyState title={t('volunteers.none')} text={t('volunteers.noneText')} />
              )}
              <h2>{t('volunteers.serving', { count: serving.length })}</h2>
              {serving.length ? (
                <ul className="cards">
                  {serving.map((one) => (
                    <Card key={one.id} volunteer={one}>
                      <EndForm volunteerId={one.id} />
                    </Card>
                  ))}
                </ul>
              ) : (
                <p className="quiet">{t('volunteers.nobody')}</p>
              )}
            </>
          )
        }}
      </Reading>
      <Modal
        open={!!made}
        title={t('volunteers.accepted')}
        onCancel={() => setMade(undefined)}
        footer={null}
        destroyOnHidden
        mask={{ closable: false }}
      >
        {made && <FirstPassword login={made.login} password={made.password} onClose={() => setMade(undefined)} />}
      </Modal>
    </Page>
  )
}

function Card({ volunteer, children }: { volunteer: Volunteer; children: React.ReactNode }) {
  const { t } = useWords()
  const time = useTime()
  const { name, phone, helps, times, note, place, until, login, at } = volunteer
  const facts: [string, string | null][] = [
    [t('resident.phone'), phone],
    [t('volunteers.helps'), helps.map((one) => t(`volunteerHelp.${one}`)).join(' · ')],
    [t('volunteers.times'), times.map((one) => t(`volunteerTime.${one}`)).join(' · ')],
    [t('volunteers.said'), note],
    [t('volunteers.at'), time(at)],
    [
      t('volunteers.place'),
      place && [place, until && t('volunteers.untilTime', { time: time(until) })].filter(Boolean).join(' · '),
    ],
    [t('signIn.login'), login],
  ]
  return (
    <FactsCard title={name} facts={facts} testId="volunteer">
      {children}
    </FactsCard>
  )
}
