import type { Board } from '@loumen/shared/calls/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { domainNow } from '../../remote/live'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { Street } from '../../ui/street'
import { useWords } from '../../use-words'
import { UnitRow } from './unit-row'

/** Now, next, and everybody who waits, in call order. */
export function WholeBoard({ board, own }: { board: Board; own: string | undefined }) {
  const { t, language } = useWords()
  const calling = useWords(phoneCallWords)
  const now = domainNow('resident')
  const of = (state: Board['units'][number]['state']) => board.units.filter((unit) => unit.state === state)
  const rows = (state: Board['units'][number]['state']) =>
    of(state).map((unit) => (
      <UnitRow key={unit.entranceId} unit={unit} own={unit.entranceId === own} sites={board.sites} />
    ))
  return (
    <>
      <Words className="quiet">
        {board.community} · {board.round} · {t('figures', board.figures)}
      </Words>
      {board.sites.map(({ id, name, openTables, pause }) => (
        <Words key={id} className={pause ? 'note' : 'quiet'}>
          {pause
            ? calling.t('boardPaused', {
                name,
                reason: calling.t(`pause.${pause.reason}`),
                until: pause.until
                  ? calling.t('pausedUntil', { time: whenSaid(language, pause.until, now) })
                  : calling.t('pausedOpen'),
              })
            : openTables.length
              ? t('boardTables', { name, open: openTables.length })
              : t('boardNoTables', { name })}
        </Words>
      ))}
      <Section id="board-now" title={t('boardNow')}>
        {of('called').length ? rows('called') : <Words className="quiet">{t('boardNobodyCalled')}</Words>}
      </Section>
      {of('next').length > 0 && (
        <Section id="board-next" title={t('boardNext')}>
          {rows('next')}
        </Section>
      )}
      {of('waiting').length > 0 && (
        <Section id="board-waiting" title={t('boardWaiting')}>
          {rows('waiting')}
        </Section>
      )}
      <Section id="board-street">
        <Street units={board.units} own={own} />
      </Section>
    </>
  )
}
