import type { Attachment } from '@loumen/shared/fields'
import { checkMuster, muster } from '@loumen/shared/muster/api'
import { musterRoles } from '@loumen/shared/muster/rules'
import type { MusterFault } from '@loumen/shared/muster/schema'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { PasteBox } from '../imports/paste-box'
import { useWrite } from '../remote/use-write'
import { localTime } from '../shifts/plan-shifts'
import { ErrorPanel } from '../ui/error-panel'
import { FileDrop } from '../ui/file-drop'
import { useWords } from '../ui/language'

interface Draft {
  siteId: string
  until: string
}

const usualHours = 12

/** A list dropped or pasted, what is wrong with it cell by cell, and everybody mobilised in one step. */
export function ImportList({ round, now }: { round: Round; now: string }) {
  const { t, d } = useWords()
  const [file, setFile] = useState<Attachment>()
  const [added, setAdded] = useState<number>()
  const check = useWrite(checkMuster)
  const [read, setRead] = useState<Awaited<ReturnType<typeof check.run>>>()
  const call = useWrite(muster, ({ people }) => {
    setAdded(people)
    setRead(undefined)
  })
  const take = async (chosen: Attachment) => {
    setFile(chosen)
    setAdded(undefined)
    setRead(await check.run({ roundId: round.id, file: chosen }))
  }
  const known = read?.people.filter((one) => one.known).length ?? 0
  const fresh = (read?.people.length ?? 0) - known
  return (
    <section className="panel stack" data-testid="muster-import">
      <h2>{t('muster.import')}</h2>
      <FileDrop
        accept=".xlsx,.csv,.txt,.tsv"
        busy={check.running}
        title={t('muster.drop')}
        text={t('muster.dropText')}
        onFile={(chosen) => void take(chosen)}
      />
      <p className="quiet">{t('muster.rolesText', { roles: musterRoles.map((role) => d('role', role)).join('、') })}</p>
      <PasteBox busy={check.running} onFile={(chosen) => void take(chosen)} />
      <ErrorPanel error={check.error ?? call.error} onRetry={check.error ? check.again : call.again} />
      {added !== undefined && (
        <p className="note" role="status">
          {t('muster.done', { count: added })}
        </p>
      )}
      {read && read.faults.length > 0 && <Faults faults={read.faults} count={read.faulty} />}
      {file && read && !read.faults.length && (
        <Form<Draft>
          name="muster"
          layout="vertical"
          requiredMark={false}
          className="row fields"
          initialValues={{
            siteId: round.sites[0]?.id,
            until: localTime(Date.parse(now) + usualHours * 3_600_000),
          }}
          onFinish={({ siteId, until }) =>
            void call.run({ roundId: round.id, file, siteId, until: new Date(until).toISOString() })
          }
        >
          <p className="wide" data-testid="muster-ready">
            {t('muster.ready', { count: fresh, known })}
          </p>
          <Form.Item name="siteId" label={t('muster.where')} rules={[{ required: true, message: t('muster.where') }]}>
            <Select options={round.sites.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
          <Form.Item name="until" label={t('muster.until')} rules={[{ required: true, message: t('muster.until') }]}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item label=" ">
            <Button type="primary" htmlType="submit" loading={call.running} disabled={!fresh}>
              {t('muster.add', { count: fresh })}
            </Button>
          </Form.Item>
        </Form>
      )}
    </section>
  )
}

function Faults({ faults, count }: { faults: readonly MusterFault[]; count: number }) {
  const { t } = useWords()
  return (
    <div role="alert" data-testid="muster-faults">
      <p>{t('muster.faults', { count })}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('muster.cell')}</th>
            <th>{t('muster.fault')}</th>
            <th>{t('muster.written')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ row, column, code, text }) => (
            <tr key={`${column}${row} ${code} ${text}`}>
              <td>
                {column}
                {row}
              </td>
              <td>{t(`muster.fault.${code}`)}</td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
