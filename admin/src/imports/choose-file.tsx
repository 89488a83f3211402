import { previewImport } from '@loumen/shared/imports/api'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { FileDrop } from '../ui/file-drop'
import { useWords } from '../ui/language'
import { PasteBox } from './paste-box'

/** A file dropped or chosen, or a table pasted. */
export function ChooseFile({ communityId, onRead }: { communityId: string; onRead: (importId: string) => void }) {
  const { t } = useWords()
  const preview = useWrite(previewImport, ({ id }) => onRead(id))
  return (
    <div className="stack">
      <FileDrop
        accept=".xlsx,.xls,.csv,.txt,.tsv"
        busy={preview.running}
        title={t('import.drop')}
        text={t('import.dropText')}
        onFile={(file) => void preview.run({ communityId, file })}
      />
      <ErrorPanel error={preview.error} onRetry={preview.again} onClose={preview.clear} />
      <PasteBox busy={preview.running} onFile={(file) => void preview.run({ communityId, file })} />
    </div>
  )
}
