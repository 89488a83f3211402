import { rooms } from '@loumen/shared/events'
import { listNeighbours, printNeighbourSlips, releaseNeighbour } from '@loumen/shared/helping/api'
import type { HelpedNeighbour } from '@loumen/shared/helping/schema'
import type { SlipSheet } from '@loumen/shared/tickets/schema'
import { helpingWords } from '@loumen/shared/words/helping'
import { say } from '@loumen/shared/words/language'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { PrintedSheets } from './printed-sheets'

/** Who was registered by a volunteer or captain: the slips they wait for, who agreed, and an end to a help. */
export function HelpedSlips({ roundId }: { roundId: string }) {
  const { t } = useWords()
  useRooms([rooms.community(useCommunityId())])
  const read = useRead(listNeighbours, { roundId })
  const [sheets, setSheets] = useState<SlipSheet[]>()
  const print = useWrite(printNeighbourSlips, (answer) => setSheets(answer.sheets))
  if (sheets)
    return (
      <>
        <p className="note unprinted">
          <Button onClick={() => setSheets(undefined)}>{t('helped.back')}</Button>
        </p>
        <PrintedSheets sheets={sheets} />
      </>
    )
  return (
    <Reading read={read}>
      {({ neighbours }) => {
        const wait = neighbours.filter(({ slip, printedAt }) => slip === 'print' && !printedAt).length
        if (!neighbours.length) return <EmptyState title={t('helped.none')} text={t('helped.noneText')} />
        return (
          <section className="panel" data-testid="helped">
            <div className="row between">
              <h2>{t('helped.title')}</h2>
              <Button
                type="primary"
                data-testid="print-helped"
                disabled={!wait}
                loading={print.running}
                onClick={() => void print.run({ roundId })}
              >
                {t('helped.printNew', { count: wait })}
              </Button>
            </div>
            <ErrorPanel error={print.error} onRetry={print.again} />
            <Table neighbours={neighbours} onPrint={(helpId) => void print.run({ roundId, helpIds: [helpId] })} />
          </section>
        )
      }}
    </Reading>
  )
}

interface TableProps {
  neighbours: readonly HelpedNeighbour[]
  onPrint: (helpId: string) => void
}

function Table({ neighbours, onPrint }: TableProps) {
  const { t, language } = useWords()
  const { may } = useSession()
  const time = useTime()
  const [ending, setEnding] = useState<HelpedNeighbour>()
  const slipOf = ({ slip, printedAt }: HelpedNeighbour) =>
    printedAt ? t('helped.printed', { time: time(printedAt) }) : t(`helped.${slip}`)
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('household.door')}</th>
            <th>{t('helped.neighbour')}</th>
            <th>{t('helped.helper')}</th>
            <th>{t('helped.consent')}</th>
            <th>{t('helped.slip')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {neighbours.map((help) => (
            <tr key={help.id} data-testid="helped-row">
              <td>
                {help.entrance} {help.door}
              </td>
              <td>
                {help.name} · {t('ticket.number', { number: help.number })}
              </td>
              <td>
                {help.helper} · {time(help.at)}
              </td>
              <td>{say(helpingWords, language, `consent.${help.consent.by}.${help.consent.how}`)}</td>
              <td>{slipOf(help)}</td>
              <td className="number">
                <div className="row">
                  <Button
                    size="small"
                    aria-label={`${t('helped.printAgain')} ${help.door}`}
                    onClick={() => onPrint(help.id)}
                  >
                    {t('slips.print')}
                  </Button>
                  {may('neighbours.keep') && (
                    <Button
                      size="small"
                      aria-label={`${t('helped.release')} ${help.door}`}
                      onClick={() => setEnding(help)}
                    >
                      {t('helped.release')}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {ending && <EndHelp key={ending.id} help={ending} onClose={() => setEnding(undefined)} />}
    </>
  )
}

function EndHelp({ help, onClose }: { help: HelpedNeighbour; onClose: () => void }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const release = useWrite(releaseNeighbour, onClose)
  return (
    <Modal
      open
      title={t('helped.releaseTitle', { name: help.helper })}
      okText={t('helped.release')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !reason.trim(), loading: release.running }}
      onOk={() => void release.run({ helpId: help.id, reason })}
      onCancel={onClose}
    >
      <p>{t('helped.releaseText')}</p>
      <Input
        aria-label={t('reason')}
        placeholder={t('reason')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ErrorPanel error={release.error} onRetry={release.again} />
    </Modal>
  )
}
