import { HolderOutlined, MoreOutlined } from '@ant-design/icons'
import type { Path } from '@loumen/shared/abilities'
import { callAgain, clearCall, grantCall, holdUnit, withdrawCall } from '@loumen/shared/calls/api'
import type { Board, BoardUnit, Call } from '@loumen/shared/calls/schema'
import type { Site } from '@loumen/shared/rounds/schema'
import { floorsSaid } from '@loumen/shared/words/floors'
import { App, Button, Dropdown } from 'antd'
import { type LiHTMLAttributes, useState } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ColourChip } from '../ui/colour-chip'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useTimeNear } from '../ui/time'
import { CallDetail } from './call-detail'
import { CallRefused } from './call-refused'
import { isLive, useCallDown } from './use-call-down'

export interface CallRowProps {
  unit: BoardUnit
  /** The call that counts; a granted one is not called yet. */
  call?: Call
  site: Site
  board: Board
  /** The ids above and of the entrance: whether somebody may call it. */
  path: Path
  place: number
  last: number
  onMove: (to: number) => void
  drag: LiHTMLAttributes<HTMLLIElement>
}

/** One entrance: where it is in the order of the day, and what can be done with it now. */
export function CallRow({ unit, call, site, board, path, place, last, onMove, drag }: CallRowProps) {
  const { t, d, language } = useWords()
  const { modal } = App.useApp()
  const { may, mayAt } = useSession()
  const time = useTimeNear(board.at)
  const [open, setOpen] = useState(false)
  const mayGrant = may('calls.grant')
  const mayCall = mayAt('calls.call', path)
  const grant = useWrite(grantCall)
  const again = useWrite(callAgain)
  const clear = useWrite(clearCall)
  const back = useWrite(withdrawCall)
  const hold = useWrite(holdUnit)
  const live = isLive(call) ? call : undefined
  const down = useCallDown({ unit, site, call: live, mayGrant })
  const writes = [grant, down, again, clear, back, hold]
  const busy = writes.some(({ running }) => running)
  const failed = writes.find(({ error }) => error)
  const { entranceId, label } = unit
  const called = live?.state === 'called'
  const done = unit.state === 'cleared'
  const anybodyLeft = !done && (!called || unit.left.length > 0)

  const finish = () => {
    if (!live) return
    const run = () => clear.run({ callId: live.id })
    if (!unit.left.length) return void run()
    modal.confirm({
      title: t('calling.clearSure', { label, count: unit.left.length }),
      okText: t('calling.clear'),
      cancelText: t('cancel'),
      onOk: () => void run(),
    })
  }
  const takeBack = () =>
    live &&
    modal.confirm({
      title: t('calling.withdrawSure', { label }),
      okText: t('calling.withdraw'),
      cancelText: t('cancel'),
      onOk: () => void back.run({ callId: live.id }),
    })
  const nextPlace = board.units.findIndex((one, i) => i > place && one.state !== 'cleared')
  const items = [
    mayCall && !done && { key: 'hold', label: t(unit.held ? 'calling.holdOff' : 'calling.hold') },
    mayGrant && !called && !done && nextPlace > 0 && { key: 'skip', label: t('calling.skip') },
    mayGrant && place > 0 && { key: 'up', label: t('calling.up') },
    mayGrant && place < last && { key: 'down', label: t('calling.down') },
    mayGrant && place > 0 && { key: 'first', label: t('calling.first') },
    mayCall && live && { key: 'back', label: t('calling.withdraw'), danger: true },
  ].filter((item) => !!item)
  const actions: Record<string, () => unknown> = {
    hold: () => hold.run({ roundId: board.roundId, entranceId, held: !unit.held }),
    skip: () => onMove(nextPlace),
    up: () => onMove(place - 1),
    down: () => onMove(place + 1),
    first: () => onMove(0),
    back: takeBack,
  }
  return (
    <li
      {...drag}
      className={`call call-${unit.state} ${drag.className ?? ''}`}
      data-testid={`call-${label}`}
      data-state={live?.state ?? unit.state}
      data-held={unit.held}
      aria-busy={busy}
    >
      <div className="call-line">
        <span className="call-place">
          {drag.draggable && <HolderOutlined className="order-hold" aria-hidden="true" />}
          <span className="order-place">{place + 1}</span>
          <ColourChip colour={unit.colour} label={label} />
        </span>
        <span className="call-state">
          <b>{live?.state === 'granted' ? d('call', 'granted') : d('unit', unit.state)}</b>
          {unit.held && <span className="call-held">{t('calling.held')}</span>}
          {call?.calledAt && (
            <span className="quiet">
              {' '}
              {t(call.times > 1 ? 'calling.calledTimes' : 'calling.calledAt', {
                time: time(call.calledAt),
                times: call.times,
              })}
            </span>
          )}
          {called && unit.left.length > 0 && (
            <span className="quiet"> {t('calling.left', { floors: floorsSaid(language, unit.left) })}</span>
          )}
          {unit.siteId && unit.siteId !== site.id && (
            <span className="quiet"> {board.sites.find(({ id }) => id === unit.siteId)?.name}</span>
          )}
          {!called && !done && unit.minutes && (
            <span className="quiet"> {t('calling.minutes', { from: unit.minutes[0], to: unit.minutes[1] })}</span>
          )}
        </span>
        <span className="call-buttons">
          {!live && !done && mayGrant && (
            <Button
              loading={grant.running}
              disabled={busy}
              onClick={() => void grant.run({ siteId: site.id, entranceId })}
            >
              {t('calling.grant')}
            </Button>
          )}
          {anybodyLeft && (mayGrant || (mayCall && live)) && (
            <Button
              type={called ? 'default' : 'primary'}
              loading={down.running}
              disabled={busy}
              data-action="call"
              onClick={() => down.callFloors()}
            >
              {t(called ? 'calling.callRest' : 'calling.call')}
            </Button>
          )}
          {called && mayCall && (
            <>
              <Button
                loading={again.running}
                disabled={busy}
                data-action="again"
                onClick={() => void again.run({ callId: live.id })}
              >
                {t('calling.again')}
              </Button>
              <Button type="primary" loading={clear.running} disabled={busy} data-action="clear" onClick={finish}>
                {t('calling.clear')}
              </Button>
            </>
          )}
          <Button type="text" aria-expanded={open} data-action="details" onClick={() => setOpen(!open)}>
            {t('calling.details')}
          </Button>
          {items.length > 0 && (
            <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void actions[key]?.() }}>
              <Button type="text" icon={<MoreOutlined />} disabled={busy} aria-label={t('calling.more', { label })} />
            </Dropdown>
          )}
        </span>
      </div>
      {failed === down && <CallRefused down={down} onAnyway={() => down.callFloors(undefined, true)} />}
      {failed && failed !== down && <ErrorPanel error={failed.error} onRetry={failed.again} onClose={failed.clear} />}
      {open && <CallDetail unit={unit} call={call} site={site} board={board} mayGrant={mayGrant} mayCall={mayCall} />}
    </li>
  )
}
