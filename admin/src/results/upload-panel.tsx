import { listUploads, uploadResults } from '@loumen/shared/results/api'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { FileDrop } from '../ui/file-drop'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { UploadReport } from './upload-report'

/** A laboratory's file: dropped, applied row by row, each row with its verdict. */
export function UploadPanel({ roundId }: { roundId: string }) {
  const { t } = useWords()
  const [newest, setNewest] = useState<string>()
  const uploads = useRead(listUploads, { roundId })
  const upload = useWrite(uploadResults, ({ id }) => setNewest(id))
  return (
    <>
      <div className="panel">
        <FileDrop
          accept=".csv,.txt,.xlsx"
          busy={upload.running}
          title={t('upload.drop')}
          text={t('upload.dropText')}
          onFile={(file) => void upload.run({ roundId, file })}
        />
        <ErrorPanel error={upload.error} onRetry={upload.again} onClose={upload.clear} />
      </div>
      <Reading read={uploads}>
        {(known) => (
          <>
            {known.uploads.length === 0 && <p className="quiet">{t('upload.none')}</p>}
            {[...known.uploads]
              .sort((a, b) => b.at.localeCompare(a.at))
              .map((one, index) => (
                <UploadReport key={one.id} upload={one} open={newest ? one.id === newest : index === 0} />
              ))}
          </>
        )}
      </Reading>
    </>
  )
}
