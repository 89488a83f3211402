import { applyImport, readImport } from '@loumen/shared/imports/api'
import type { RosterImport } from '@loumen/shared/imports/schema'
import { Progress, Steps } from 'antd'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { useAddress } from '../ui/address'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { ChooseFile } from './choose-file'
import { ImportChangesStep } from './import-changes'
import { ImportColumnsStep } from './import-columns'
import { ImportFailure } from './import-failure'
import { ImportHistory } from './import-history'
import { ImportReport } from './import-report'

const steps = ['file', 'columns', 'changes', 'done'] as const
type Step = (typeof steps)[number]

/** Columns are shown first where something that a roster usually has was not found. */
function firstStep({ layout }: RosterImport): Step {
  const found = new Set(layout?.columns.map(({ field }) => field))
  const placed = (['address', 'door', 'building', 'group', 'householdNumber'] as const).some((field) =>
    found.has(field),
  )
  return found.has('document') && placed ? 'changes' : 'columns'
}

function stepOf(shown: RosterImport, wanted: string | undefined): Step {
  switch (shown.state) {
    case 'reading':
      return 'columns'
    case 'ready':
      return wanted === 'columns' || wanted === 'changes' ? wanted : firstStep(shown)
    case 'failed':
      return 'columns'
    case 'abandoned':
      return 'file'
    default:
      return 'done'
  }
}

/** From a file to the roster: choose it, check its columns, see what changes, write all of it or nothing; undo. */
export default function ImportPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [address, setAddress] = useAddress()
  const importId = address.import
  const read = useRead(readImport, { importId: importId ?? '' }, { enabled: !!importId, every: 1_000 })
  const apply = useWrite(applyImport)
  const shown = importId ? read.data : undefined
  const step = shown ? stepOf(shown, address.step) : importId ? 'columns' : 'file'
  const open = (id: string) => setAddress({ import: id, step: undefined })
  const restart = () => setAddress({ import: undefined, step: undefined })
  const go = (next: Step) => setAddress({ step: next })
  const mayGo = shown?.state === 'ready' ? (at: number) => go(at === 1 ? 'columns' : 'changes') : undefined
  return (
    <Page title={t('roster.import')} note={t('import.note')}>
      <Steps
        className="steps"
        current={steps.indexOf(step)}
        responsive={false}
        size="small"
        onChange={mayGo}
        items={[
          { title: t('import.step1'), disabled: true },
          { title: t('import.step2') },
          { title: t('import.step3') },
          { title: t('import.step4'), disabled: true },
        ]}
      />
      <div className="panel">
        {step === 'file' && <ChooseFile communityId={communityId} onRead={open} />}
        {importId && <ErrorPanel error={read.error} onRetry={() => void read.refetch()} />}
        {shown && (shown.state === 'reading' || shown.state === 'applying') && (
          <div className="progress" role="status">
            <p>{t(shown.state === 'reading' ? 'import.reading' : 'import.applying', { file: shown.fileName })}</p>
            <Progress percent={Math.floor(shown.progress * 100)} strokeColor="#1F2A37" />
            {shown.state === 'reading' && <p className="quiet">{t('import.readingText')}</p>}
          </div>
        )}
        {shown?.state === 'failed' && <ImportFailure shown={shown} onRestart={restart} />}
        {shown && (shown.state === 'failed' || (shown.state === 'ready' && step === 'columns')) && shown.layout && (
          <ImportColumnsStep
            key={`${shown.id} ${shown.state} ${JSON.stringify(shown.layout.columns)}`}
            shown={shown}
            layout={shown.layout}
            onRead={() => setAddress({ step: 'columns' })}
            onRight={() => go('changes')}
          />
        )}
        {shown?.state === 'ready' && step === 'changes' && (
          <ImportChangesStep shown={shown} apply={apply} onColumns={() => go('columns')} onRestart={restart} />
        )}
        {(shown?.state === 'applied' || shown?.state === 'undone') && (
          <ImportReport shown={shown} communityId={communityId} onRestart={restart} />
        )}
      </div>
      {step === 'file' && <ImportHistory communityId={communityId} onOpen={open} />}
    </Page>
  )
}
