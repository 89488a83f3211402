import { callDown } from '@loumen/shared/calls/api'
import type { PaceView } from '@loumen/shared/calls/pace/view'
import type { BoardUnit } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { floorsSaid } from '@loumen/shared/words/floors'
import { useState } from 'react'
import { isOutsideHours, type Problem } from '../../remote/problem'
import type { Writing } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'
import { CallAnyway } from '../call-anyway'

interface Props {
  siteId: string
  pace: PaceView
  units: readonly BoardUnit[]
  writing: Writing
  onDone: () => void
}

/** What the pace would do now and why; at a site that people decide for, one tap does it. */
export function AdviceCard({ siteId, pace, units: entrances, writing, onDone }: Props) {
  const { t, language } = useWords(phoneCallWords)
  const [outside, setOutside] = useState<Problem>()
  const site = pace.sites.find((one) => one.siteId === siteId)
  if (!site) return null
  const planned = pace.planned.filter((one) => one.siteId === siteId)
  const grouped = new Map<string, { householdIds: string[]; floors: number[]; people: number }>()
  for (const { entranceId, householdIds, floors, people } of planned) {
    const known = grouped.get(entranceId) ?? { householdIds: [], floors: [], people: 0 }
    grouped.set(entranceId, {
      householdIds: [...known.householdIds, ...householdIds],
      floors: [...new Set([...known.floors, ...floors])],
      people: known.people + people,
    })
  }
  const labels = [...grouped].map(([entranceId, { floors }]) => {
    const label = entrances.find((unit) => unit.entranceId === entranceId)?.label ?? ''
    return `${label} ${floorsSaid(language, floors)}`.trim()
  })
  const people = planned.reduce((sum, one) => sum + one.people, 0)
  const { reason } = site
  const numbers =
    'expected' in reason ? { expected: Math.round(reason.expected), wanted: Math.round(reason.wanted) } : {}
  const why = t(`why.${reason.code}`, numbers)
  // Whoever was first, the page must show it.
  const refused = (problem: Problem) => {
    onDone()
    setOutside(isOutsideHours(problem) ? problem : undefined)
    return isOutsideHours(problem)
  }
  const units = [...grouped].map(([entranceId, { householdIds }]) => ({ entranceId, householdIds }))
  const call = (outsideHours?: true) => {
    setOutside(undefined)
    void writing.write(callDown, { siteId, units, ...(outsideHours && { outsideHours }) }, onDone, refused)
  }
  return (
    <Section id="advice" title={t('adviceTitle')}>
      <Words className="paragraph">
        {t('siteFigures', { queued: Math.round(site.queued + site.uncalled), walking: Math.round(site.walking) })}
        {site.waitMinutes !== null && ` · ${t('siteWait', { minutes: Math.round(site.waitMinutes) })}`}
      </Words>
      {pace.advice
        .filter((one) => one.siteId === siteId)
        .map((one) => (
          <Words key={one.code} id={`advice-${one.code}`} className="note">
            {t(`advice.${one.code}`)}
          </Words>
        ))}
      {planned.length > 0 && site.mode !== 'automatic' ? (
        <>
          <Words className="quiet">{why}</Words>
          <QuietButton id="advice-call" onPress={() => call()} disabled={writing.busy}>
            {t('adviceCall', { label: labels.join(language === 'zh' ? '；' : '; '), floors: '', people })}
          </QuietButton>
          {outside && <CallAnyway problem={outside} disabled={writing.busy} onPress={() => call(true)} />}
        </>
      ) : (
        <Words id="advice-none" className="quiet">
          {t('adviceNone', { why })}
        </Words>
      )}
    </Section>
  )
}
