import { callAgain, followEntrance, tickChannel, withdrawPart } from '@loumen/shared/calls/api'
import type { Board, BoardUnit, Call, CallPart } from '@loumen/shared/calls/schema'
import type { Site } from '@loumen/shared/rounds/schema'
import { floorsSaid } from '@loumen/shared/words/floors'
import { Button, Checkbox, Tag } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useTimeNear } from '../ui/time'
import { CallRefused } from './call-refused'
import { ReachFigures } from './reach-figures'
import { isLive, useCallDown } from './use-call-down'

interface Props {
  unit: BoardUnit
  call?: Call
  site: Site
  board: Board
  mayGrant: boolean
  mayCall: boolean
}

/** An entrance in detail: its floors to be called, what was called so far, and how people were reached. */
export function CallDetail({ unit, call, site, board, mayGrant, mayCall }: Props) {
  const { t } = useWords()
  const followed = useRead(followEntrance, { roundId: board.roundId, entranceId: unit.entranceId })
  return (
    <div className="call-detail" data-testid={`detail-${unit.label}`}>
      {(mayGrant || (mayCall && isLive(call))) && unit.left.length > 0 && (
        <Floors key={unit.left.join()} unit={unit} site={site} call={call} mayGrant={mayGrant} />
      )}
      {call && call.parts.length > 0 && (
        <section>
          <h3>{t('calling.parts')}</h3>
          <ul className="call-parts">
            {call.parts.map((part) => (
              <Part key={part.id} part={part} call={call} board={board} mayCall={mayCall} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('reach.title')}</h3>
        <ErrorPanel error={followed.error} onRetry={() => void followed.refetch()} />
        {followed.data && <ReachFigures reach={followed.data.reach} />}
      </section>
    </div>
  )
}

/** Floors that nobody asked down yet, chosen one by one. */
function Floors(asked: { unit: BoardUnit; site: Site; call?: Call; mayGrant: boolean }) {
  const { unit } = asked
  const { t } = useWords()
  const [chosen, setChosen] = useState<number[]>([])
  const down = useCallDown(asked)
  return (
    <section>
      <h3>{t('calling.floors')}</h3>
      <div className="call-floors">
        {unit.left.map((floor) => (
          <Tag.CheckableTag
            key={floor}
            checked={chosen.includes(floor)}
            onChange={(on) => setChosen(on ? [...chosen, floor] : chosen.filter((one) => one !== floor))}
          >
            {t('calling.floor', { floor })}
          </Tag.CheckableTag>
        ))}
        <Button
          type="primary"
          disabled={!chosen.length}
          loading={down.running}
          data-action="call-floors"
          onClick={() => down.callFloors(chosen)}
        >
          {chosen.length ? t('calling.callFloors', { count: chosen.length }) : t('calling.chooseFloors')}
        </Button>
      </div>
      <CallRefused down={down} onAnyway={() => down.callFloors(chosen, true)} />
    </section>
  )
}

function Part({ part, call, board, mayCall }: { part: CallPart; call: Call; board: Board; mayCall: boolean }) {
  const { t, language } = useWords()
  const time = useTimeNear(board.at)
  const again = useWrite(callAgain)
  const undo = useWrite(withdrawPart)
  const tick = useWrite(tickChannel)
  const failed = [again, undo, tick].find(({ error }) => error)
  const open = call.state === 'called'
  const what = floorsSaid(language, part.floors) || t('calling.partPeople')
  return (
    <li>
      <span>
        {t('calling.part', { time: time(part.calledAt), what, households: part.households, people: part.people })}
        <span className="quiet">
          {part.by === 'pace' && ` · ${t('calling.byPace')}`}
          {part.times > 1 && ` · ${t('calling.times', { times: part.times })}`}
        </span>
      </span>
      <span className="call-buttons">
        {mayCall &&
          (['chat', 'loudspeaker'] as const).map((channel) => (
            <Checkbox
              key={channel}
              checked={part.channels.includes(channel)}
              disabled={part.channels.includes(channel) || tick.running}
              onChange={() => void tick.run({ callId: call.id, partId: part.id, channel })}
            >
              {t(`calling.tick.${channel}`)}
            </Checkbox>
          ))}
        {mayCall && open && (
          <>
            <Button
              size="small"
              loading={again.running}
              onClick={() => void again.run({ callId: call.id, partId: part.id })}
            >
              {t('calling.again')}
            </Button>
            <Button
              size="small"
              loading={undo.running}
              data-action="undo"
              onClick={() => void undo.run({ callId: call.id, partId: part.id })}
            >
              {t('calling.undo')}
            </Button>
          </>
        )}
      </span>
      {failed && <ErrorPanel error={failed.error} onRetry={failed.again} onClose={failed.clear} />}
    </li>
  )
}
