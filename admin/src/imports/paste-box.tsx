import type { Attachment } from '@loumen/shared/fields'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { readAttachment } from '../ui/attachment'
import { useWords } from '../ui/language'

/** A table copied from a spreadsheet, a document or a chat, as the file that it might have been. */
export function PasteBox({ busy, onFile }: { busy: boolean; onFile: (file: Attachment) => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [tooLarge, setTooLarge] = useState(false)
  async function take() {
    const file = await readAttachment(new File([text], `${t('import.pastedName')}.txt`))
    setTooLarge(!file)
    if (file) onFile(file)
  }
  return (
    <section>
      <h3>{t('import.paste')}</h3>
      <p className="quiet">{t('import.pasteText')}</p>
      <Input.TextArea
        data-testid="paste-box"
        aria-label={t('import.paste')}
        rows={text ? 8 : 3}
        value={text}
        disabled={busy}
        onChange={(event) => setText(event.target.value)}
      />
      {tooLarge && <Alert type="error" showIcon role="alert" title={t('file.tooLarge')} />}
      {text.trim() && (
        <div className="row" style={{ marginTop: 8 }}>
          <Button type="primary" disabled={busy} onClick={() => void take()}>
            {t('import.pasteRead')}
          </Button>
        </div>
      )}
    </section>
  )
}
