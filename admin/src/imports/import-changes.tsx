import { abandonImport, type applyImport } from '@loumen/shared/imports/api'
import type { RosterImport } from '@loumen/shared/imports/schema'
import { Alert, Button, Radio, Space } from 'antd'
import { useState } from 'react'
import { useWrite, type Write } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { ImportLists } from './import-lists'
import { ImportTotals } from './import-totals'

type Conflicts = 'keep' | 'file' | 'some'

/** What will change, the choices that only a person can make, and the button that writes. */
export function ImportChangesStep({
  shown,
  apply,
  onColumns,
  onRestart,
}: {
  shown: RosterImport
  apply: Write<typeof applyImport>
  onColumns: () => void
  onRestart: () => void
}) {
  const { t } = useWords()
  const abandon = useWrite(abandonImport, onRestart)
  const [gone, setGone] = useState<'keep' | 'left'>('keep')
  const [conflicts, setConflicts] = useState<Conflicts>('keep')
  const [taken, setTaken] = useState<readonly string[]>([])
  const { changes } = shown
  if (!changes) return null
  const take = (ids: readonly string[]) => {
    setTaken(ids)
    setConflicts(ids.length ? 'some' : 'keep')
  }
  return (
    <div className="stack">
      <div>
        <div className="row between">
          <h2>{t('import.changesTitle', { file: shown.fileName })}</h2>
          <Button type="link" onClick={onColumns}>
            {t('import.backToColumns')}
          </Button>
        </div>
        <ImportTotals shown={shown} />
        <p data-testid="import-changes" style={{ margin: '10px 0 0' }}>
          {t('import.nothingYet')} {changes.moved > 0 && t('import.moved', { count: changes.moved })}
        </p>
        {changes.elsewhere > 0 && (
          <Alert type="warning" showIcon title={t('import.elsewhere', { count: changes.elsewhere })} />
        )}
      </div>
      {changes.people.gone > 0 && (
        <fieldset className="inset choice" data-testid="gone-choice">
          <legend>{t('import.goneChoice', { count: changes.people.gone })}</legend>
          <Radio.Group value={gone} onChange={(event) => setGone(event.target.value)}>
            <Space orientation="vertical">
              <Radio value="keep">{t('import.goneKeep')}</Radio>
              <Radio value="left">{t('import.goneLeft')}</Radio>
            </Space>
          </Radio.Group>
        </fieldset>
      )}
      {changes.conflicts > 0 && (
        <fieldset className="inset choice" data-testid="conflict-choice">
          <legend>{t('import.conflictChoice', { count: changes.conflicts })}</legend>
          <Radio.Group value={conflicts} onChange={(event) => setConflicts(event.target.value)}>
            <Space orientation="vertical">
              <Radio value="keep">{t('import.conflictKeep')}</Radio>
              <Radio value="file">{t('import.conflictFile')}</Radio>
              <Radio value="some" disabled={!taken.length}>
                {t('import.conflictSome', { count: taken.length })}
              </Radio>
            </Space>
          </Radio.Group>
        </fieldset>
      )}
      <ErrorPanel error={apply.error ?? abandon.error} onRetry={apply.again} />
      <div className="row">
        <Button
          type="primary"
          size="large"
          data-testid="apply-import"
          loading={apply.running}
          onClick={() =>
            void apply.run({ importId: shown.id, gone, conflicts: conflicts === 'some' ? [...taken] : conflicts })
          }
        >
          {t('import.apply')}
        </Button>
        <Button
          size="large"
          loading={abandon.running}
          disabled={apply.running}
          onClick={() => void abandon.run({ importId: shown.id })}
        >
          {t('import.another')}
        </Button>
      </div>
      <ImportLists shown={shown} taken={taken} onTake={take} />
    </div>
  )
}
