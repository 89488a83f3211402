import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { Button, Progress, Steps } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { useAddress } from '../ui/address'
import { ErrorPanel } from '../ui/error-panel'
import { FileDrop } from '../ui/file-drop'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { ImportFailure } from './import-failure'
import { ImportPreview } from './import-preview'
import { ImportReport } from './import-report'

const stepOf = { reading: 1, ready: 1, failed: 1, abandoned: 0, applying: 2, applied: 2 } as const

/** From a file to the roster: read, look at what was understood, write all of it or nothing, report. */
export default function ImportPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [address, setAddress] = useAddress()
  const importId = address.import
  const read = useRead(readImport, { importId: importId ?? '' }, { enabled: !!importId, every: 1_000 })
  const preview = useWrite(previewImport, ({ id }) => setAddress({ import: id }))
  const apply = useWrite(applyImport)
  const shown = importId ? read.data : undefined
  const restart = () => setAddress({ import: undefined })
  const step = shown ? stepOf[shown.state] : importId ? 1 : 0
  return (
    <Page title={t('roster.import')} note={t('import.note')}>
      <Steps
        className="steps"
        current={step}
        responsive={false}
        size="small"
        items={[{ title: t('import.step1') }, { title: t('import.step2') }, { title: t('import.step3') }]}
      />
      <div className="panel">
        {(!importId || shown?.state === 'abandoned') && (
          <FileDrop
            accept=".xlsx,.xls,.csv,.txt"
            busy={preview.running}
            title={t('import.drop')}
            text={t('import.dropText')}
            onFile={(file) => void preview.run({ communityId, file })}
          />
        )}
        <ErrorPanel error={preview.error} onRetry={preview.again} />
        {importId && <ErrorPanel error={read.error} onRetry={() => void read.refetch()} />}
        {shown && (shown.state === 'reading' || shown.state === 'applying') && (
          <div className="progress" role="status">
            <p>{t(shown.state === 'reading' ? 'import.reading' : 'import.applying', { file: shown.fileName })}</p>
            <Progress percent={Math.floor(shown.progress * 100)} strokeColor="#1F2A37" />
          </div>
        )}
        {shown?.state === 'failed' && <ImportFailure shown={shown} onRestart={restart} />}
        {shown?.state === 'ready' && (
          <ImportPreview shown={shown}>
            <ErrorPanel error={apply.error} onRetry={apply.again} />
            <div className="row">
              <Button
                type="primary"
                size="large"
                data-testid="apply-import"
                loading={apply.running}
                onClick={() => void apply.run({ importId: shown.id })}
              >
                {t('import.apply')}
              </Button>
              <Button size="large" onClick={restart}>
                {t('import.another')}
              </Button>
            </div>
          </ImportPreview>
        )}
        {shown?.state === 'applied' && (
          <>
            <ImportReport shown={shown} />
            <div className="row">
              <Link to={communityPath(communityId, 'roster')}>
                <Button type="primary" size="large">
                  {t('import.toRoster')}
                </Button>
              </Link>
              <Link to={communityPath(communityId, 'rounds/new')}>
                <Button size="large">{t('round.open')}</Button>
              </Link>
              <Button size="large" onClick={restart}>
                {t('import.another')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Page>
  )
}
