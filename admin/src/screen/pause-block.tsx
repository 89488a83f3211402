import type { SitePause } from '@loumen/shared/rounds/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { say } from '@loumen/shared/words/language'
import { whenSaid } from '@loumen/shared/words/when'
import { en, zh } from './words'

/** In place of whom to call: why nothing moves, and when it is expected to go on. */
export function PauseBlock({ pause, now }: { pause: SitePause; now: number }) {
  const reason = (language: 'zh' | 'en') => say(phoneCallWords, language, `pause.${pause.reason}`)
  const time = pause.until && whenSaid('zh', pause.until, now)
  return (
    <section className="now" data-count={0} data-testid="paused" aria-live="assertive">
      <div className="nobody">
        <strong className="label">{zh('paused')}</strong>
        <p className="pause-why">{zh('pausedWhy', { reason: reason('zh') })}</p>
        <p className="pause-why">{time ? zh('pausedUntil', { time }) : zh('pausedOpen')}</p>
        <p>{zh('pausedLine')}</p>
        <p lang="en">
          {en('pausedWhy', { reason: reason('en') })}{' '}
          {pause.until ? en('pausedUntil', { time: whenSaid('en', pause.until, now) }) : en('pausedOpen')}{' '}
          {en('pausedLine')}
        </p>
      </div>
    </section>
  )
}
