import { markArrived } from '@loumen/shared/muster/api'
import type { MusterEntry } from '@loumen/shared/muster/schema'
import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { domainNow } from '../../remote/live'
import { useWrite } from '../../remote/use-write'
import { Box, Press, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

/** Who has not come, the overdue ones first, and who is here without a post. */
export function People({ people, onDone }: { people: readonly MusterEntry[]; onDone: () => void }) {
  const { t, word, language } = useWords(musterPhoneWords)
  const { write, busy, problem, retry } = useWrite('staff')
  const when = (at: string) => whenSaid(language, at, domainNow('staff'))
  const missing = people
    .filter(({ state }) => state === 'expected')
    .sort((a, b) => Number(b.late) - Number(a.late) || a.dueAt.localeCompare(b.dueAt))
  const free = people.filter(({ state, post }) => state === 'arrived' && !post)
  const said = ({ unit, roles }: MusterEntry) =>
    [unit, roles.map((role) => word('role', role)).join('、')].filter(Boolean).join(' · ')
  const mark = (musterId: string) =>
    void write(markArrived, { musterId }, onDone, () => {
      onDone()
      return false
    })
  return (
    <>
      <Section id="muster-missing" title={t('missing')}>
        {missing.map((one) => (
          <Box key={one.id} id={`missing-${one.id}`} className={`row ${one.late ? 'row-alarm' : ''}`}>
            <Box className="row-words">
              <Words className="row-title">{one.name}</Words>
              <Words className="quiet">{said(one)}</Words>
              <Words className="quiet">{t(one.late ? 'overdue' : 'dueBy', { time: when(one.dueAt) })}</Words>
            </Box>
            <Press
              id={`is-here-${one.id}`}
              className="press-row"
              label={`${one.name} ${t('isHere')}`}
              disabled={busy}
              onPress={() => mark(one.id)}
            >
              {t('isHere')}
            </Press>
          </Box>
        ))}
        {!missing.length && <Words className="quiet">{t(people.length ? 'nobodyMissing' : 'nobody')}</Words>}
        <ProblemNote problem={problem} retry={retry} />
      </Section>
      {free.length > 0 && (
        <Section id="muster-free" title={t('free')}>
          {free.map((one) => (
            <Box key={one.id} className="row">
              <Box className="row-words">
                <Words className="row-title">{one.name}</Words>
                <Words className="quiet">
                  {[said(one), one.arrivedAt && t('cameAt', { time: when(one.arrivedAt) })].filter(Boolean).join(' · ')}
                </Words>
              </Box>
            </Box>
          ))}
        </Section>
      )}
    </>
  )
}
