import type { Me } from '@loumen/shared/accounts/schema'
import { helpingWords } from '@loumen/shared/words/helping'
import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import { offlineWords } from '@loumen/shared/words/offline'
import { sweepWords } from '@loumen/shared/words/sweeps'
import { goToStaff } from '../../platform/places'
import { LinkRow } from '../../ui/link-row'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'
import { EntranceLink } from './entrance-link'
import { RoundEntrances } from './round-entrances'
import { type RoundOfWork, tasksIn } from './tasks'

/** The tasks of one round: one's entrances, visits, each site with its tables. */
export function RoundTasks({ round, me }: { round: RoundOfWork; me: Me }) {
  const { t } = useStaffWords()
  const tables = useTableWords()
  const sweep = useWords(sweepWords)
  const offline = useWords(offlineWords)
  const helping = useWords(helpingWords)
  const muster = useWords(musterPhoneWords)
  const tasks = tasksIn(round, me.grants, Date.parse(me.now))
  const entrances = <RoundEntrances round={round} entrances={tasks.entrances} />
  // Who answers for a few entrances comes for them; to who answers for all, they are a list at the end.
  const few = tasks.entrances.length <= 4
  return (
    <>
      {few && entrances}
      {(tasks.visits || tasks.claims || tasks.neighbours) && (
        <Section title={`${round.community} · ${round.name}`}>
          {tasks.visits && (
            <LinkRow id="to-visits" onPress={() => goToStaff('visits', { round: round.id })}>
              {t('visitsOf')}
            </LinkRow>
          )}
          {tasks.neighbours && (
            <LinkRow id="to-neighbours" onPress={() => goToStaff('neighbours')}>
              {helping.t('link')}
            </LinkRow>
          )}
          {tasks.claims && (
            <LinkRow id="to-claims" onPress={() => goToStaff('claims', { round: round.id })}>
              {offline.t('decideOf')}
            </LinkRow>
          )}
        </Section>
      )}
      {(tasks.site || tasks.desk || tasks.sampler || tasks.boxes) &&
        round.sites.map((site) => (
          <Section key={site.id} title={`${round.community} · ${round.name} · ${site.name}`}>
            {tasks.site && (
              <LinkRow id="to-site" onPress={() => goToStaff('site', { site: site.id, round: round.id })}>
                {t('siteOverview')}
              </LinkRow>
            )}
            {tasks.muster && (
              <LinkRow id="to-muster" onPress={() => goToStaff('muster', { round: round.id, site: site.id })}>
                {muster.t('link')}
              </LinkRow>
            )}
            {tasks.keeper && (
              <LinkRow id="to-keeper" onPress={() => goToStaff('keeper', { round: round.id, site: site.id })}>
                {tables.t('keeperOf')}
              </LinkRow>
            )}
            {tasks.boxes && (
              <LinkRow id="to-boxes" onPress={() => goToStaff('boxes', { round: round.id, site: site.id })}>
                {tables.t('boxesOf')}
              </LinkRow>
            )}
            {site.tables.map(({ id, number }) => (
              <Section key={id}>
                {tasks.desk && (
                  <LinkRow id={`to-desk-${number}`} onPress={() => goToStaff('desk', { table: id })}>
                    {t('deskOf', { number })}
                  </LinkRow>
                )}
                {tasks.both && (
                  <LinkRow id={`to-both-${number}`} onPress={() => goToStaff('desk', { table: id, both: '1' })}>
                    {tables.t('bothOf', { number })}
                  </LinkRow>
                )}
                {tasks.sampler && (
                  <LinkRow id={`to-sampler-${number}`} onPress={() => goToStaff('sampler', { table: id })}>
                    {t('samplerOf', { number })}
                  </LinkRow>
                )}
              </Section>
            ))}
          </Section>
        ))}
      {tasks.sweeps.length > 0 && (
        <Section title={`${round.community} · ${round.name} · ${sweep.t('sweepOf')}`}>
          {tasks.sweeps.map((entrance) => (
            <EntranceLink key={entrance.id} round={round.id} page="sweep" {...entrance} />
          ))}
        </Section>
      )}
      {!few && entrances}
    </>
  )
}
